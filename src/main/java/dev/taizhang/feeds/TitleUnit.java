package dev.taizhang.feeds;

import dev.taizhang.definition.Spelling;
import dev.taizhang.definition.StatedUnit;
import dev.taizhang.definition.UnitKind;
import dev.taizhang.definition.Units;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the unit that the title of a table states: 单位：万元, 单位：个、亿元, unit: US$ million, （万元）. */
final class TitleUnit {
    private static final Pattern LABEL = Pattern.compile(
            "(?<before>\\p{IsHan}*)(?:单位|單位)\\s*:?\\s*|\\bunits?\\s*(?::|in\\b)\\s*|(?<in>\\bin\\b|金额\\s*:)\\s*");

    private static final Pattern NEXT_LABEL = Pattern.compile("\\s\\S*:.*");

    /** A unit at the end of a title, alone or behind a colon: 投资额：亿元, but not 共计 30 亿元. */
    private static final Pattern AT_END = Pattern.compile("(?:^|:\\s?|[^\\d.,\\s:]\\s)([^\\s:\\d]{2,})$");

    private static final Pattern TWO_WORDS_AT_END =
            Pattern.compile("(?:^|:\\s?|[^\\d.,\\s:]\\s)([^\\s:\\d]+ [^\\s:\\d]+)$");

    private static final Pattern SPACED_LABEL = Pattern.compile("单\\s+位|單\\s+位");

    /** 以亿元为单位, 均以亿元计. */
    private static final Pattern BY = Pattern.compile("[以按]\\s*([^\\s,;。()]{1,8}?)\\s*(?:为单位|計|计)");

    private static final Pattern CURRENCY = Pattern.compile("(?:币种|货币|幣種|貨幣|\\bcurrency)\\s*:\\s*([^\\s,;。()]+)");
    private static final String YUAN = "CNY";

    /** Offices and enterprises are named 单位 too. */
    private static final Pattern ORGANISATION =
            Pattern.compile("(?:建设|责任|填报|编制|主管|牵头|报送|施工|制表|实施|业主|承建|申报|报告|主办|承办|协办|设计|监理|编报|行业|使用|统计|调度|包联|配合|落实)");

    private static final Pattern NAME_OF_ORGANISATION = Pattern.compile("[县市区局委办司镇乡厅部院处团心会室校厂]$");
    private static final Pattern IN_PARENTHESES = Pattern.compile("\\(([^()]*)\\)");
    private static final Pattern CLOSING = Pattern.compile("^\\s*\\(|[)\\]】〕].*");
    private static final int LONGEST_UNIT = 8;

    private TitleUnit() {}

    /** The first unit for columns of some kinds. */
    static Units.Choice of(String title, Units units, Set<UnitKind> kinds) {
        String text = SPACED_LABEL.matcher(Spelling.normal(title)).replaceAll("单位");
        Units.Choice unit = unit(CURRENCY.matcher(text).replaceAll("").strip(), units, kinds);
        return isOfOtherCurrency(text, unit, units, kinds) ? new Units.Choice(null, true) : unit;
    }

    /** Whether a text states a currency, other than yuan, that its unit does not name. */
    private static boolean isOfOtherCurrency(String text, Units.Choice unit, Units units, Set<UnitKind> kinds) {
        Matcher currency = CURRENCY.matcher(text);
        if (!kinds.contains(UnitKind.MONEY) || !currency.find()) {
            return false;
        }
        String named = currency.group(1);
        Set<String> stated = unit.phrase() == null
                ? Set.of()
                : units.unit(unit.phrase()).map(StatedUnit::currencies).orElse(Set.of());
        return units.currency(named, YUAN)
                .filter(code -> code.equals(YUAN) || stated.contains(code))
                .isEmpty();
    }

    private static Units.Choice unit(String text, Units units, Set<UnitKind> kinds) {
        Matcher label = LABEL.matcher(text);
        while (label.find()) {
            Matcher next = LABEL.matcher(text);
            int end = next.find(label.end()) ? next.start() : text.length();
            String after = CLOSING.matcher(text.substring(label.end(), end)).replaceAll("");
            Units.Choice choice = afterLabel(after, label, units, kinds);
            if (choice.decides()) {
                return choice;
            }
        }
        return Stream.of(BY, IN_PARENTHESES, TWO_WORDS_AT_END, AT_END)
                .flatMap(pattern -> pattern.matcher(text).results())
                .map(match -> match.group(1))
                .filter(units::isUnits)
                .map(words -> units.choice(words, kinds, false))
                .filter(Units.Choice::decides)
                .findFirst()
                .orElseGet(() -> units.choice("", kinds, false));
    }

    private static Units.Choice afterLabel(String after, Matcher label, Units units, Set<UnitKind> kinds) {
        String words = words(after, units);
        Units.Choice choice = units.choice(words, kinds, false);
        boolean organisation = label.group("before") != null
                && ORGANISATION.matcher(label.group("before")).find();
        boolean named = NAME_OF_ORGANISATION.matcher(words).find();
        boolean prose = label.group("in") != null || organisation || named;
        return prose && !units.isUnits(words) ? units.choice("", kinds, false) : choice;
    }

    /** The words at the start of a text that state units: as many as are units together, else the first. */
    private static String words(String text, Units units) {
        // A word with a colon begins another statement.
        String[] words = NEXT_LABEL.matcher(text.strip()).replaceFirst("").split(" ");
        for (int count = Math.min(LONGEST_UNIT, words.length); count > 0; count--) {
            String start = String.join(" ", List.of(words).subList(0, count));
            if (units.isUnits(start)) {
                return start;
            }
        }
        return words[0];
    }
}
