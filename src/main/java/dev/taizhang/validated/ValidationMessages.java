package dev.taizhang.validated;

import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.UnitKind;
import dev.taizhang.feeds.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The messages about cells and rows for senders, and about mistakes in rules for the office. */
final class ValidationMessages {
    private ValidationMessages() {}

    // Files and rows

    static Refusal noRows() {
        return new Refusal(
                "no_rows",
                "表头下没有任何数据行。请填写数据后重新报送；若确实没有数据，请说明。",
                "There are no rows below the header. Fill in the data and send the file again;"
                        + " if there are none, say so.");
    }

    /** The sentences about a row with the same key as another one: {@code sentence_zh} and {@code sentence_en}. */
    static List<org.apache.spark.sql.Column> duplicateKey(org.apache.spark.sql.Column otherRow) {
        return List.of(
                concat_ws("", lit("与第 "), otherRow, lit(" 行主键相同但内容不同，请只保留正确的一行。"))
                        .as("sentence_zh"),
                concat_ws(
                                "",
                                lit("The same key is on row "),
                                otherRow,
                                lit(" with other values; keep only the correct row."))
                        .as("sentence_en"));
    }

    /**
     * The total of a table differs from the sum of its rows.
     *
     * @param faulty the number of those rows that have a problem
     */
    static Finding totalDiffers(Column column, String text, BigDecimal stated, BigDecimal sum, long rows, long faulty) {
        String difference = stated.subtract(sum).toPlainString();
        return Finding.of(
                column.name(),
                text,
                "total_differs",
                "合计行的“" + column.title().zh() + "”为 " + stated.toPlainString() + "，各行（" + rows + " 行）之和为 "
                        + sum.toPlainString() + "，相差 " + difference
                        + (faulty > 0 ? "（其中 " + faulty + " 行有误，未全部计入）" : "") + "，请核对。",
                "The total of \"" + column.title().en() + "\" is " + stated.toPlainString() + ", but the sum of its "
                        + rows + " rows is " + sum.toPlainString() + ", a difference of " + difference
                        + (faulty > 0 ? " (" + faulty + " of them have problems and are not fully included)" : "")
                        + "; check it.");
    }

    static Finding uncheckedTotal(int row, int max) {
        return Finding.of(
                null,
                null,
                "total_unchecked",
                "该表的合计行超过 " + max + " 个，第 " + row + " 行未核对。",
                "The table has more than " + max + " total rows; row " + row + " was not checked.");
    }

    // Blank and withheld cells

    static Finding blankKey(Column column, String text) {
        return Finding.of(
                column.name(),
                text,
                "key_blank",
                "“" + column.title().zh() + "”为空，请补填。",
                "\"" + column.title().en() + "\" is blank; fill it in.");
    }

    static Finding blankDimension(Column column, String text) {
        return Finding.of(
                column.name(),
                text,
                "dimension_blank",
                "“" + column.title().zh() + "”为空，计入“未归类”。",
                "\"" + column.title().en() + "\" is blank; the row counts as unassigned.");
    }

    static Finding emptiedSet(Column column, String text) {
        return Finding.of(
                column.name(),
                text,
                "set_emptied",
                "“成员”和“份额”均为空：该项目在此维度不再分摊，按项目自身所填的成员计入。",
                "Both member and share are blank: the project is no longer split in this dimension and counts under"
                        + " the member in its own row.");
    }

    static Finding withheldValue(Column column, String text) {
        return Finding.of(
                column.name(),
                text,
                "value_withheld",
                "“" + column.title().zh() + "”未公开，按没有数值计，不按零计。",
                "\"" + column.title().en() + "\" is withheld; it counts as no value, not as zero.");
    }

    // Texts

    static Unreadable uncomputedFormula() {
        return new Unreadable(
                "formula_without_value",
                "单元格是公式，但没有计算结果。请用 Excel 打开并保存后重新报送。",
                "The cell has a formula without a computed value. Open the file in Excel, save it and send it again.");
    }

    static Unreadable cellError(String error) {
        return new Unreadable(
                "cell_error",
                "单元格是错误值 " + error + "，请改正公式。",
                "The cell has the error " + error + "; correct its formula.");
    }

    static Unreadable impossibleCharacter(String character) {
        return new Unreadable(
                "character_impossible",
                "单元格中有无效字符 " + character + "，请删去后重填。",
                "The cell contains the invalid character " + character + "; remove it and enter the text again.");
    }

    static Finding invisibleCharacter(Column column, String text, String character) {
        return Finding.of(
                column.name(),
                text,
                "character_invisible",
                "单元格中有不可见字符 " + character + "，比对时已忽略。",
                "The cell contains the invisible character " + character
                        + ", which is ignored when values are compared.");
    }

    static Unreadable lostDigits(String text) {
        return new Unreadable(
                "code_digits_lost",
                "“" + text + "”被表格软件当作数值，末尾的数字已丢失。请把该列设为文本后重填。",
                "A spreadsheet program converted \"" + text + "\" to a number, which lost its last digits."
                        + " Format the column as text and enter the code again.");
    }

    static Unreadable notAFlag(String text) {
        return new Unreadable("flag_form", "“" + text + "”应填“是”或“否”。", "\"" + text + "\" must be yes (是) or no (否).");
    }

    // Dates

    static Unreadable notADate(String text) {
        return new Unreadable(
                "date_form",
                "“" + text + "”不是日期，请写成 2025-03-31 这样的形式。",
                "\"" + text + "\" is not a date; write it like 2025-03-31.");
    }

    static Unreadable impossibleDate(String text) {
        return new Unreadable(
                "date_impossible", "“" + text + "”不是存在的日期，请核对。", "The date \"" + text + "\" does not exist; check it.");
    }

    static Unreadable yearOutOfRange(String text, int first, int last) {
        return new Unreadable(
                "date_impossible",
                "“" + text + "”的年份不在 " + first + "—" + last + " 之间，请核对。",
                "The year of \"" + text + "\" is not between " + first + " and " + last + "; check it.");
    }

    static Unreadable notAYear(String text) {
        return new Unreadable("year_form", "“" + text + "”不是四位年份。", "\"" + text + "\" is not a year with four digits.");
    }

    // Numbers and amounts

    static Unreadable notANumber(String text) {
        return new Unreadable(
                "number_form", "“" + text + "”不是数字，请只填数字。", "\"" + text + "\" is not a number; enter digits only.");
    }

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

    static Unreadable numberTooLarge(BigDecimal number) {
        return new Unreadable(
                "number_too_large",
                "数值 " + number.toPlainString() + " 过大，请核对单位。",
                "The number " + number.toPlainString() + " is too large; check its unit.");
    }

    static Unreadable amountTooLarge(BigDecimal amount) {
        return new Unreadable(
                "number_too_large",
                "金额 " + amount.toPlainString() + " 过大，请核对单位。",
                "The amount " + amount.toPlainString() + " is too large; check its unit.");
    }

    static Unreadable negativeAmount(Column column, String text) {
        return new Unreadable(
                "amount_negative",
                "“" + column.title().zh() + "”是负数 " + text + "，请核对。",
                "\"" + column.title().en() + "\" is negative: " + text + "; check it.");
    }

    static Finding roundedAmount(Column column, String text) {
        return Finding.of(
                column.name(),
                text,
                "amount_rounded",
                "“" + text + "”不足最小货币单位的部分已四舍五入。",
                "\"" + text + "\" has more decimals than the currency and was rounded half up to its smallest unit.");
    }

    static Unreadable shareOutOfRange(String text) {
        return new Unreadable(
                "share_range",
                "份额应在 0 到 100% 之间，不是 " + text + "。",
                "A share must be between 0 and 100 %, not " + text + ".");
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

    /** The sentence about a cell that costs only itself. */
    static Bilingual leftBlank(Bilingual sentence) {
        return new Bilingual(sentence.zh() + "该格按空白处理。", sentence.en() + " The cell was left blank.");
    }

    static Unreadable noUnit(String text) {
        return new Unreadable(
                "unit_unknown",
                "“" + text + "”没有单位，表头、标题和配置中也没有，请注明单位。",
                "\"" + text
                        + "\" has no unit, and neither the header, the title nor the configuration names one;"
                        + " add the unit.");
    }

    static Unreadable unknownUnit(String unit, String text) {
        return new Unreadable(
                "unit_unknown",
                "“" + text + "”中的“" + unit + "”不是已知的单位。",
                "\"" + unit + "\" in \"" + text + "\" is not a known unit.");
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

    static Finding unknownCurrency(String text) {
        return Finding.of(
                "currency",
                text,
                "currency_unknown",
                "“" + text + "”不是支持的币种代码，请填 CNY、USD 等。",
                "\"" + text + "\" is not a supported currency code; enter a code such as CNY or USD.");
    }

    // Members of dimensions

    static Finding unknownDimension(String text) {
        return Finding.of(
                "dimension",
                text,
                "dimension_unknown",
                "“维度”应为“县区”或“产业集群”，不是“" + text + "”。",
                "The dimension must be district (县区) or cluster (产业集群), not \"" + text + "\".");
    }

    static Finding unknownMember(Column column, String text) {
        return Finding.of(
                column.name(),
                text,
                "member_unknown",
                "“" + column.title().zh() + "”中的“" + text + "”不在参照表中，计入“未归类”。",
                "\"" + text + "\" is not in the reference table of \""
                        + column.title().en() + "\"; the row counts as unassigned.");
    }

    static Finding endedMember(Column column, String text, LocalDate end, String currentCode) {
        return Finding.of(
                column.name(),
                text,
                "member_ended",
                "“" + text + "”只用到 " + end + "，该行计入 " + currentCode + "，请改用现行的名称或代码。",
                "\"" + text + "\" was in use until " + end + "; the row counts under " + currentCode
                        + ". Use the current name or code.");
    }

    // Mistakes in rules

    static Failure invalidCondition(ConfigurationFile rule, String name, Bilingual objection) {
        return rule.wrong("condition", ofRule(name, objection.zh(), objection.en()));
    }

    static Failure wrongMeasure(ConfigurationFile rule, String name, List<String> amounts) {
        return rule.wrong(
                "measure",
                ofRule(
                        name,
                        "须是 rows（行数）或一个金额列：" + String.join("、", amounts) + "。",
                        "it must be rows or an amount column: " + String.join(", ", amounts) + "."));
    }

    static Failure unknownDataset(ConfigurationFile rule, String name, String dataset) {
        List<String> known = Datasets.ALL.stream().map(DatasetDefinition::name).toList();
        return rule.wrong(
                "dataset",
                ofRule(
                        name,
                        "没有数据集“" + dataset + "”，可用的有：" + String.join("、", known) + "。",
                        "there is no dataset \"" + dataset + "\"; known datasets: " + String.join(", ", known) + "."));
    }

    static Failure wrongSeverity(ConfigurationFile rule, String name, List<Rule.Severity> possible) {
        String words = possible.stream().map(Rule.Severity::word).collect(Collectors.joining(", "));
        return rule.wrong("severity", ofRule(name, "须是其中之一：" + words + "。", "it must be one of: " + words + "."));
    }

    static Failure unknownPlaceholder(ConfigurationFile message, String language, String name, String placeholder) {
        return message.wrong(
                language,
                ofRule(
                        name,
                        "{" + placeholder + "} 不是这里可用的列。",
                        "{" + placeholder + "} is not a column that this message can use."));
    }

    static Failure unknownColumn(ConfigurationFile rule, String name, String column) {
        return rule.wrong("column", ofRule(name, "没有列“" + column + "”。", "there is no column \"" + column + "\"."));
    }

    static Failure notAPercentage(ConfigurationFile rule, String key, String name) {
        return rule.wrong(key, ofRule(name, "须是百分数，如 \"30%\"。", "it must be a percentage, such as \"30%\"."));
    }

    static Failure failedCondition(DatasetDefinition dataset, List<Rule> rules, String reason) {
        String names = rules.stream().map(Rule::name).collect(Collectors.joining(", "));
        return Failure.usage(
                new Bilingual(
                        "数据集 " + dataset.name() + " 的规则（" + names + "）中，有条件对某一行无法计算：" + reason,
                        "A condition among the rules of " + dataset.name() + " (" + names
                                + ") cannot be computed for some row: " + reason),
                new Bilingual(
                        "请改写 conf/rules 中的条件，例如用 try_divide 或 try_cast。",
                        "Rewrite the condition under conf/rules, for example with try_divide or try_cast."));
    }

    private static Bilingual ofRule(String name, String zh, String en) {
        return new Bilingual("规则 " + name + "：" + zh, "rule " + name + ": " + en);
    }
}
