package dev.taizhang.definition;

import java.time.LocalDate;
import java.util.Currency;

/** The messages about mistakes in the CSV files under {@code reference}. */
final class ReferenceMessages {
    private ReferenceMessages() {}

    // Any file under reference

    static Failure unreadable(String file) {
        return Failure.usage(
                new Bilingual(file + "：参照表无法读取。", file + ": the reference table cannot be read."),
                new Bilingual("请另存为 UTF-8 编码的 CSV 文件。", "Save it as a CSV file in UTF-8."));
    }

    static Failure notATable(String place, String reason) {
        return Failure.usage(
                new Bilingual(place + "：不是有效的 CSV：" + reason + "。", place + ": this is not valid CSV: " + reason + "."),
                new Bilingual(
                        "请检查各列表头是否都有名称，引号是否成对。",
                        "Check that every column has a header and that every quotation mark has its counterpart."));
    }

    static Failure missingColumn(String place, String column) {
        return wrong(place, "缺少列“" + column + "”。", "the column \"" + column + "\" is missing.");
    }

    static Failure unequalRow(String place) {
        return wrong(place, "列数与表头不同。", "the number of columns differs from that of the header.");
    }

    static Failure notADate(String place, String text) {
        return wrong(
                place,
                "“" + text + "”不是日期，请写成 2025-03-31 的形式。",
                "\"" + text + "\" is not a date; write dates as 2025-03-31.");
    }

    static Failure notANumber(String place, String text) {
        return wrong(place, "“" + text + "”不是数字。", "\"" + text + "\" is not a number.");
    }

    // Reference tables

    static Failure unknownUnitKind(String place, String kind) {
        String kinds = "money, fraction, area, mass, count, time, other";
        return wrong(
                place,
                "“" + kind + "”不是单位的类别，可用的有：" + kinds + "。",
                "\"" + kind + "\" is not a kind of units; known kinds: " + kinds + ".");
    }

    static Failure codeTwice(String place, String code) {
        return wrong(place, "代码“" + code + "”重复填写。", "the code \"" + code + "\" is listed twice.");
    }

    static Failure unknownParent(String place, String parent) {
        return wrong(place, "上级“" + parent + "”不在本表中。", "the parent \"" + parent + "\" is not a member of this table.");
    }

    static Failure cyclicParents(String place, String code) {
        return wrong(place, "“" + code + "”的上级关系构成循环。", "the parents of \"" + code + "\" form a cycle.");
    }

    static Failure ambiguousName(String place, String word, String one, String other) {
        return Failure.usage(
                new Bilingual(
                        "%s：“%s”同时指向 %s 和 %s。".formatted(place, word, one, other),
                        "%s: \"%s\" means both %s and %s.".formatted(place, word, one, other)),
                new Bilingual(
                        "请只保留一处，或用 valid_from 和 valid_to 写明先后。",
                        "Keep the name in one of them only, or state with valid_from and valid_to which one succeeds"
                                + " the other."));
    }

    // Exchange rates

    static Failure rateTwice(String place, Currency currency, LocalDate from) {
        return wrong(
                place,
                "%s 自 %s 起的汇率重复填写。".formatted(currency, from),
                "the rate of %s from %s is listed twice.".formatted(currency, from));
    }

    static Failure tooManyDigits(String place, String rate, int whole, int decimals) {
        return wrong(
                place,
                "汇率“%s”位数过多：小数点前至多 %s 位，后至多 %s 位。".formatted(rate, whole, decimals),
                "the rate \"%s\" has too many digits: at most %s before the decimal point and %s after it."
                        .formatted(rate, whole, decimals));
    }

    static Failure notARate(String place, String text) {
        return wrong(
                place,
                "汇率“" + text + "”须是大于零的小数，如 7.1782。",
                "the rate \"" + text + "\" must be a decimal number greater than zero, such as 7.1782.");
    }

    static Failure unsupportedCurrency(String place, String code) {
        Bilingual reason = ConfigurationMessages.unsupportedCurrency(code);
        return wrong(place, reason.zh(), reason.en());
    }

    static Failure ownCurrency(String place, Currency currency) {
        return wrong(
                place,
                currency + " 是项目盘子自身的币种，无须设置汇率。",
                currency + " is the portfolio's own currency and needs no rate.");
    }

    private static Failure wrong(String place, String zh, String en) {
        return Failure.usage(
                new Bilingual(place + "：" + zh, place + ": " + en),
                new Bilingual(
                        "请改正后重试，写法见 docs/feeds.md 和 conf/reference 中的示例。",
                        "Correct the file and run again; see docs/feeds.md and the examples in conf/reference."));
    }
}
