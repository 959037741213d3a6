package dev.taizhang.feeds;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The comparison that decides whether a section of a format code applies: {@code [>=1000]}. */
record FormatCondition(String comparison, BigDecimal limit) {
    static final FormatCondition POSITIVE = new FormatCondition(">", BigDecimal.ZERO);
    static final FormatCondition NEGATIVE = new FormatCondition("<", BigDecimal.ZERO);

    private static final Pattern FORM = Pattern.compile("(<=|>=|<>|<|>|=)\\s*(\\S+)\\s*");

    static Optional<FormatCondition> of(String text) {
        Matcher matcher = FORM.matcher(text);
        try {
            return matcher.matches()
                    ? Optional.of(new FormatCondition(matcher.group(1), new BigDecimal(matcher.group(2))))
                    : Optional.empty();
        } catch (NumberFormatException broken) {
            return Optional.empty();
        }
    }

    boolean holds(BigDecimal number) {
        int order = number.compareTo(limit);
        return switch (comparison) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            case "=" -> order == 0;
            default -> order != 0;
        };
    }

    /** Whether it holds for negative numbers only, so that Excel displays no minus of its own. */
    boolean isNegativeOnly() {
        return switch (comparison) {
            case "<" -> limit.signum() <= 0;
            case "<=", "=" -> limit.signum() < 0;
            default -> false;
        };
    }

    /** Whether Excel displays a minus of its own in the next section, if that has no condition. */
    boolean leavesMinus() {
        return comparison.equals("=") || (comparison.startsWith(">") && limit.signum() >= 0);
    }
}
