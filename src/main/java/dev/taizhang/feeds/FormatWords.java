package dev.taizhang.feeds;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of format codes in the languages of spreadsheet programs. */
final class FormatWords {
    /** The general format as Excel, WPS and LibreOffice name it, longest names first. */
    private static final List<String> GENERAL = Stream.of(
                    "general",
                    "g/通用格式",
                    "g/通用",
                    "通用格式",
                    "常规",
                    "g/標準",
                    "g/标准",
                    "標準",
                    "g/표준",
                    "표준",
                    "standard",
                    "standaard",
                    "standardowy",
                    "standardní",
                    "standaryzowany",
                    "estándar",
                    "estàndard",
                    "estandar",
                    "padrão",
                    "geral",
                    "generale",
                    "général",
                    "ogólny",
                    "všeobecný",
                    "všeobecne",
                    "všeobecně",
                    "normál",
                    "általános",
                    "yleinen",
                    "vakio",
                    "основной",
                    "общий",
                    "основний",
                    "загальний",
                    "стандартный",
                    "стандартен",
                    "общ",
                    "genel",
                    "standart",
                    "γενικός τύπος",
                    "γενικά",
                    "γενική",
                    "opće",
                    "općenito",
                    "splošno",
                    "üldine",
                    "vispārīgi",
                    "vispārējs",
                    "bendras",
                    "xereral",
                    "כללי",
                    "عام",
                    "ทั่วไป",
                    "chung",
                    "umum",
                    "allmänt",
                    "generelt",
                    "alment",
                    "almennt",
                    "orokorra")
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();

    private static final Set<String> COLOURS =
            Set.copyOf(List.of(("red blue green yellow cyan magenta white black 红 红色 蓝 蓝色 绿 绿色 黄 黄色 青 青色 蓝绿色 洋红 洋红色 紫红"
                            + " 白 白色 黑 黑色 紅 紅色 藍 藍色 綠 綠色 黃 黃色 青綠 赤 水 緑 紫 빨강 파랑 녹색 노랑 녹청 자홍 흰색 검정"
                            + " rot blau grün gelb zyan weiß weiss schwarz rouge bleu vert jaune blanc noir"
                            + " rojo azul verde amarillo cian fucsia blanco negro vermelho amarelo ciano branco preto"
                            + " rosso blu giallo celeste bianco nero красный синий зеленый зелёный желтый жёлтый голубой"
                            + " фиолетовый белый черный чёрный rood blauw groen geel wit zwart"
                            + " czerwony niebieski zielony żółty biały czarny kırmızı mavi yeşil sarı beyaz siyah"
                            + " brown grey gray lightblue lightgreen lightcyan lightred lightmagenta")
                    .split(" ")));

    private static final Set<String> BLACK =
            Set.of("black", "黑", "黑色", "검정", "schwarz", "noir", "negro", "preto", "nero", "черный", "чёрный", "zwart");

    private static final Pattern NUMBERED_COLOUR = Pattern.compile("(?:colou?r|颜色|顏色|色|색|farbe|couleur|цвет)\\s*\\d+");

    private static final Pattern CURRENCY_SIGN = Pattern.compile("\\p{Sc}");

    /** The letters beside a sign: {@code US$}, {@code HK$}. */
    private static final Pattern LETTERS = Pattern.compile("[A-Za-z]{0,3}");

    private static final Set<String> CURRENCIES = Stream.concat(
                    Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode),
                    Stream.of(
                            "RMB", "CNH", "人民币", "人民幣", "美元", "美金", "港币", "港元", "港幣", "欧元", "歐元", "日元", "日圆", "英镑",
                            "英鎊", "澳元", "加元", "新台币", "台币", "澳门元", "韩元", "卢布"))
            .collect(Collectors.toUnmodifiableSet());

    private FormatWords() {}

    /** The length of the name of the general format that begins at an index of a code; zero if there is none. */
    static int generalAt(String code, int index) {
        for (String name : GENERAL) {
            int end = index + name.length();
            if (code.regionMatches(true, index, name, 0, name.length())
                    && (end == code.length() || !isLetter(code.codePointAt(end)))) {
                return name.length();
            }
        }
        return 0;
    }

    /** Whether a character is a letter of an alphabet. Chinese characters and syllables are literals in a code. */
    static boolean isLetter(int character) {
        return Character.isLetter(character)
                && switch (Character.UnicodeScript.of(character)) {
                    case HAN, HIRAGANA, KATAKANA, HANGUL, COMMON, THAI -> false;
                    default -> true;
                };
    }

    static boolean isColour(String word) {
        String lower = word.strip().toLowerCase(Locale.ROOT);
        return COLOURS.contains(lower) || NUMBERED_COLOUR.matcher(lower).matches();
    }

    /** Whether a colour is that of numbers without a colour. */
    static boolean isBlack(String colour) {
        return BLACK.contains(colour.strip().toLowerCase(Locale.ROOT));
    }

    /** Whether a text is a currency: a sign with or without letters, a code of ISO 4217, or a common name. */
    static boolean isCurrency(String text) {
        String name = CURRENCY_SIGN.matcher(text).replaceFirst("").strip();
        boolean sign = CURRENCY_SIGN.matcher(text).find();
        return (sign && LETTERS.matcher(name).matches())
                || CURRENCIES.contains(Normalizer.normalize(name, Normalizer.Form.NFKC));
    }
}
