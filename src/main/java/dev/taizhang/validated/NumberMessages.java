package dev.taizhang.validated;

import dev.taizhang.definition.Column;
import dev.taizhang.definition.UnitKind;
import dev.taizhang.feeds.Refusal;
import java.util.Set;
import java.util.stream.Collectors;

/** The messages for senders about the marks, units and currencies of numbers. */
final class NumberMessages {
    private NumberMessages() {}

    static Unreadable leadingZeros(String text) {
        return new Unreadable(
                "number_form",
                "“" + text + "”以 0 开头，像是代码而不是数字，请核对。",
                "\"" + text + "\" begins with zeros, like a code and not like a number; check it.");
    }

    static Unreadable unclearMarks(String text) {
        return new Unreadable(
                "number_form",
                "“" + text + "”中的逗号和点无法确定哪个是小数点。请不用千分位、以点作小数点填写；若该类文件以逗号作小数点，请在报表配置中设置 decimal = \",\"。",
                "It is unclear which mark in \"" + text
                        + "\" is the decimal mark. Write it with a decimal point and without separators; if such files"
                        + " use a decimal comma, set decimal = \",\" in the feed.");
    }

    static Unreadable doubtfulMarks(String text) {
        return new Unreadable(
                "number_form",
                "该列其他数字以逗号作小数点，“" + text + "”可能是原数的一千倍或千分之一。请不用千分位、以点作小数点填写；若该类文件以逗号作小数点，请在报表配置中设置 decimal = \",\"。",
                "Another number of the column has a decimal comma, so \"" + text
                        + "\" may be a thousand times more or less. Write it with a decimal point and without"
                        + " separators; if such files use a decimal comma, set decimal = \",\" in the feed.");
    }

    /** A number far below shows that earlier numbers of its column may have been misread. */
    static Refusal decimalMarkChanges(Column column, String text) {
        return new Refusal(
                "decimal_mark",
                "“" + column.title().zh() + "”中的“" + text + "”以逗号作小数点，此前的数字因此可能相差一千倍。请统一写法，或在报表配置中设置 decimal 后重新报送。",
                "\"" + text + "\" in \"" + column.title().en()
                        + "\" has a decimal comma, so that numbers before it may differ by a factor of a thousand."
                        + " Write all numbers in one way, or set decimal in the feed, and send the file again.");
    }

    static Finding droppedMark(Column column, String text, String rest) {
        return Finding.of(
                column.name(),
                text,
                "mark_dropped",
                "“" + text + "”末尾按注释标记略去，读作“" + rest + "”，请核对。",
                "The end of \"" + text + "\" was taken for the mark of a note; the number was read as \"" + rest
                        + "\". Check it.");
    }

    static Finding roundedNumber(Column column, String text) {
        return Finding.of(
                column.name(),
                text,
                "number_rounded",
                "“" + text + "”已四舍五入到小数点后六位。",
                "\"" + text + "\" was rounded half up to six decimals.");
    }

    static Unreadable negativeFraction(Column column, String text) {
        return new Unreadable(
                "fraction_range",
                "“" + column.title().zh() + "”不应是负数 " + text + "，请核对。",
                "\"" + column.title().en() + "\" cannot be negative: " + text + "; check it.");
    }

    static Finding largeFraction(Column column, String text) {
        return Finding.of(
                column.name(),
                text,
                "fraction_range",
                "“" + column.title().zh() + "”超过 100%：" + text + "，请核对。",
                "\"" + column.title().en() + "\" is above 100 %: " + text + "; check it.");
    }

    static Finding smallFraction(Column column, String text) {
        return Finding.of(
                column.name(),
                text,
                "fraction_range",
                "“" + column.title().zh() + "”按百分数读作 " + text + "%；若指 " + text + " 的全部比例（如 0.45 即 45%），请改正。",
                "\"" + column.title().en() + "\" was read as " + text
                        + " %, because its unit is percent; if it is a fraction, such as 0.45 for 45 %, correct it.");
    }

    static Unreadable wrongUnit(String unit, String text, Set<UnitKind> kinds) {
        String zh = kinds.stream().map(kind -> kind.title().zh()).sorted().collect(Collectors.joining("、"));
        String en = kinds.stream().map(kind -> kind.title().en()).sorted().collect(Collectors.joining(", "));
        return new Unreadable(
                "unit_unknown",
                "“" + text + "”的单位“" + unit + "”不是" + zh + "的单位，请核对该格是否填错列。",
                "The unit \"" + unit + "\" of \"" + text + "\" is not a unit of " + en
                        + "; check whether the cell is in the right column.");
    }

    static Unreadable contradictoryUnits(String own, String outer, String text) {
        return new Unreadable(
                "unit_unknown",
                "“" + text + "”中的币种“" + own + "”与表头、标题或配置的单位“" + outer + "”不一致，请写明单位，如 3846万美元。",
                "The currency \"" + own + "\" in \"" + text + "\" does not agree with the unit \"" + outer
                        + "\" of the header, the title or the feed; write the unit, such as 3846万美元.");
    }

    static Unreadable unclearCurrency(String text, String own) {
        return new Unreadable(
                "currency_unknown",
                "“" + text + "”的币种不明确或不受支持，该行的币种是 " + own + "。请写明币种，如 USD。",
                "The currency of \"" + text + "\" is ambiguous or not supported; that of the row is " + own
                        + ". Name the currency, such as USD.");
    }

    static Unreadable otherCurrency(String text, String currency, String own) {
        return new Unreadable(
                "currency_differs",
                "“" + text + "”的币种是 " + currency + "，与该行的币种或其他金额（" + own + "）不一致。一行只能有一种币种，请改正。",
                "The currency of \"" + text + "\" is " + currency
                        + ", which differs from that of the row or its other amounts (" + own
                        + "). A row has one currency; correct it.");
    }
}
