package dev.taizhang.feeds;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Makes format codes by the grammar, each with what its parts display, evaluated without reading the code. */
final class FormatCodes {
    private static final List<String> MASKS = List.of(
            "0",
            "0.00",
            "#,##0",
            "#,##0.00",
            "0.0#",
            "#,##0.0##",
            "0.0000",
            "#",
            "#,###",
            "#.##",
            ".00",
            "?0.0?",
            "00",
            "000000",
            "0000");
    private static final List<String> PREFIXES = List.of("", "", "", "¥", "$", "US$", "€", "JZ-", "约", "第");
    private static final List<String> SUFFIXES = List.of("", "", "万元", "亿元", "元整", "人", "m²", "吨", "(含税)", "期");
    private static final List<String> TAGS = List.of("", "", "[Red]", "[蓝色]", "[Color10]", "[$-804]", "[$-409]");
    private static final List<String> BLANKS = List.of("", "", "_)", "_-", "* ", "*-", "_ ");
    private static final List<String> DATES = List.of(
            "yyyy", "yy", "e", "m", "mm", "mmm", "d", "dd", "aaaa", "h", "hh", "ss", "s.00", "AM/PM", "上午/下午", "[h]");
    private static final List<String> JUNK = List.of(
            "0",
            "#",
            "?",
            ".",
            ",",
            "%",
            "E+",
            "e-",
            "/",
            "\"",
            "\"元\"",
            "\\",
            "!",
            "_",
            "*",
            "[",
            "]",
            "[$",
            "[>=1",
            "[Red]",
            "[h]",
            "@",
            ";",
            "y",
            "m",
            "d",
            "h",
            "s",
            "General",
            "G/通用格式",
            "AM/PM",
            "-",
            "(",
            ")",
            " ",
            "万",
            "$",
            "USD",
            "8",
            "[DBNum1]",
            "％",
            "\uD83D\uDE00",
            "\uD83D",
            "b2",
            "+");

    /** What a section displays for a number of its range. */
    enum Minus {
        NONE,
        DASH,
        PARENTHESES,
        COLOUR
    }

    /**
     * A section and its parts.
     *
     * @param power the power of ten by which the number is scaled
     * @param literalPoint the digits behind a literal point
     */
    record Section(
            String code,
            String prefix,
            String mask,
            String suffix,
            int power,
            int literalPoint,
            Minus minus,
            boolean tag) {
        int decimals() {
            return mask.contains(".") ? mask.length() - mask.indexOf('.') - 1 : 0;
        }

        boolean isPadded() {
            return power == 0 && literalPoint == 0 && mask.matches("00+");
        }

        boolean isWord() {
            return prefix.equals("JZ-") || prefix.equals("约") || prefix.equals("第");
        }

        /** The rounded number, in the unit that is displayed. */
        BigDecimal rounded(BigDecimal number) {
            return number.abs()
                    .scaleByPowerOfTen(power)
                    .setScale(decimals(), RoundingMode.HALF_UP)
                    .scaleByPowerOfTen(-literalPoint);
        }

        /** The text as a second implementation displays it. */
        String displayed(BigDecimal number) {
            DecimalFormat format =
                    new DecimalFormat(mask.replace('?', '#'), DecimalFormatSymbols.getInstance(Locale.ROOT));
            format.setRoundingMode(RoundingMode.HALF_UP);
            String digits = format.format(number.abs().scaleByPowerOfTen(power));
            if (literalPoint > 0) {
                digits = new StringBuilder(digits)
                        .insert(digits.length() - literalPoint, '.')
                        .toString();
            }
            // Unlike spreadsheet programs, Java displays a zero that the mask does not require, and no point alone.
            digits += mask.contains(".") && !digits.contains(".") ? "." : "";
            boolean optional = !mask.contains("0") || mask.startsWith(".");
            return prefix + (optional ? digits.replaceFirst("^0", "") : digits) + suffix;
        }
    }

    private final Random dice;

    FormatCodes(long seed) {
        dice = new Random(seed);
    }

    /** One to three sections of quantities: positive, negative, zero. */
    List<Section> quantities() {
        int count = 1 + dice.nextInt(3);
        List<Section> sections = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            sections.add(section(index == 1 ? Minus.values()[dice.nextInt(4)] : Minus.NONE));
        }
        return sections;
    }

    private Section section(Minus minus) {
        String mask = any(MASKS);
        String prefix = any(PREFIXES);
        String suffix = any(SUFFIXES);
        int commas = dice.nextInt(4) == 0 ? 1 + dice.nextInt(2) : 0;
        int percents = commas == 0 && dice.nextInt(5) == 0 ? 1 : 0;
        int point = mask.matches("00+") && dice.nextInt(3) == 0 ? mask.length() - 1 : 0;
        String digits = point == 0 ? mask : mask.charAt(0) + any(List.of("!.", "\".\"", "\\.")) + mask.substring(1);
        String tag = minus == Minus.COLOUR ? "[Green]" : any(TAGS);
        String unit = (percents == 1 ? "%" : "") + suffix;
        String code = tag
                + any(BLANKS)
                + switch (minus) {
                    case DASH -> any(List.of("-", "\\-", "\"-\""));
                    case PARENTHESES -> any(List.of("(", "\\(", "\"(\""));
                    case NONE, COLOUR -> "";
                }
                + spelled(prefix)
                + digits
                + ",".repeat(commas)
                + (percents == 1 ? "%" : "")
                + any(BLANKS)
                + spelled(suffix)
                + (minus == Minus.PARENTHESES ? any(List.of(")", "\\)")) : "")
                + any(BLANKS);
        boolean coloured = tag.matches("\\[[^$].*");
        return new Section(code, prefix, mask, unit, 2 * percents - 3 * commas, point, minus, coloured);
    }

    /** A literal, quoted or with each character escaped. */
    private String spelled(String literal) {
        if (literal.isEmpty()) {
            return "";
        }
        if (dice.nextBoolean()) {
            return '"' + literal + '"';
        }
        StringBuilder escaped = new StringBuilder();
        literal.codePoints()
                .forEach(
                        point -> escaped.append(dice.nextBoolean() ? '\\' : '!').appendCodePoint(point));
        return escaped.toString();
    }

    /** A code of dates and times. */
    String date() {
        StringBuilder code = new StringBuilder(any(TAGS));
        int count = 1 + dice.nextInt(5);
        for (int index = 0; index < count; index++) {
            code.append(index == 0 ? "" : any(List.of("-", "/", "\"年\"", " ", ":", "\\.", "月")))
                    .append(any(DATES));
        }
        return code + any(List.of("", ";@", ";;", ";@;"));
    }

    /** Any parts of the grammar in any order. */
    String junk() {
        StringBuilder code = new StringBuilder();
        int count = 1 + dice.nextInt(12);
        for (int index = 0; index < count; index++) {
            code.append(any(JUNK));
        }
        return code.toString();
    }

    /** A number of any sign, with few or many digits. */
    BigDecimal number() {
        return switch (dice.nextInt(8)) {
            case 0 -> BigDecimal.ZERO;
            case 1 -> BigDecimal.valueOf(dice.nextInt(1000));
            case 2 -> BigDecimal.valueOf(-dice.nextInt(100_000), dice.nextInt(4));
            case 3 -> BigDecimal.valueOf(dice.nextLong(1_000_000_000_000L), dice.nextInt(9));
            case 4 -> BigDecimal.valueOf(45_000 + dice.nextInt(2000)).add(BigDecimal.valueOf(dice.nextInt(1000), 3));
            case 5 -> BigDecimal.valueOf(-dice.nextLong(1_000_000_000_000L), dice.nextInt(9));
            case 6 -> BigDecimal.valueOf(dice.nextInt(1000), 3);
            default -> BigDecimal.valueOf(dice.nextInt(10_000_000));
        };
    }

    private String any(List<String> choices) {
        return choices.get(dice.nextInt(choices.size()));
    }
}
