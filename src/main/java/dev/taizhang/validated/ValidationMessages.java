package dev.taizhang.validated;

import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Failure;
import dev.taizhang.feeds.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
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

    /** The sentences about a row that is repeated on another sheet: {@code sentence_zh} and {@code sentence_en}. */
    static List<org.apache.spark.sql.Column> onSeveralSheets(org.apache.spark.sql.Column otherRow) {
        return List.of(
                concat_ws("", lit("与第 "), otherRow, lit(" 行完全相同，只计一次；若其中一张工作表是旧表，请删去。"))
                        .as("sentence_zh"),
                concat_ws(
                                "",
                                lit("The row is identical to row "),
                                otherRow,
                                lit(", on another sheet, and counts once; if one of the sheets is an old copy,"
                                        + " remove it."))
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

    /** A row that is left out because its amounts are the sums of other rows. */
    static Finding totalByStructure(Column key, String text) {
        return Finding.of(
                key.name(),
                text,
                "total_recognised",
                "该行没有应填的名称等内容，数值等于其他各行之和，“" + key.title().zh() + "”也不像编码，按合计行略去；若是数据行，请补全后重新报送。",
                "The row lacks a name or the like, its figures sum other rows and its \""
                        + key.title().en()
                        + "\" does not look like a code, so it was left out as a total."
                        + " If it is a row of data, complete it and send it again.");
    }

    /** A row that may be a total. */
    static Finding suspectedTotal(Column key, String text) {
        return Finding.of(
                key.name(),
                text,
                "total_suspected",
                "该行数值等于其他各行之和，“" + key.title().zh() + "”也不像其他各行的编码，可能是合计行。若是数据行，请核对编码；若是合计行，请删去。",
                "The figures of the row sum other rows and its \"" + key.title().en()
                        + "\" is unlike the codes of the other rows, so it may be a total."
                        + " If it is a row of data, check its code; if it is a total, remove it.");
    }

    /** A row with a key and hardly anything else. */
    static Finding notDescribed(DatasetDefinition dataset, Column key, String text) {
        List<Column> wanted = dataset.required().stream()
                .filter(name ->
                        !dataset.key().contains(name) && !dataset.amounts().contains(name))
                .map(dataset::column)
                .toList();
        String zh = wanted.stream().map(column -> column.title().zh()).collect(Collectors.joining("、"));
        String en = wanted.stream().map(column -> column.title().en()).collect(Collectors.joining(", "));
        return Finding.of(
                key.name(),
                text,
                "row_not_described",
                "该行除“" + key.title().zh() + "”和数值外没有应填的内容（" + zh + "），无法确定是不是数据行。请补全；若是合计或说明，请删去。",
                "Apart from its \"" + key.title().en() + "\" and figures the row does not state what it should (" + en
                        + "), so it may not be a row of data. Complete it, or remove it if it is a total or a note.");
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

    /** A number that does not mean what it shows, given as both: {@code 1.2万元 ≠ 12}. */
    static Unreadable doubtfulNumber(String shownAndStored) {
        return new Unreadable(
                "shown_is_not_stored",
                "单元格显示的与存储的数不是一个意思（" + shownAndStored + "）。请改用常规数字格式，直接填写要报的数。",
                "What the cell shows and the number that it stores mean different things (" + shownAndStored
                        + "). Use a plain number format and enter the number that you report.");
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

    static Finding plainDash(Column column, String text, String code) {
        return Finding.of(
                column.name(),
                text,
                "code_dash",
                "“" + text + "”中的连接号不是“-”，按 " + code + " 计。请统一用“-”。",
                "\"" + text + "\" has a dash other than \"-\" and counts as " + code + ". Use \"-\" everywhere.");
    }

    static Finding codeOfQuantity(Column column, String text, String code) {
        return Finding.of(
                column.name(),
                text,
                "code_from_number",
                "“" + text + "”像是被表格软件改成数值的编号，按 " + code + " 计。请把该列设为文本后核对。",
                "\"" + text + "\" looks like a code that a spreadsheet program converted to a number; it counts as "
                        + code + ". Format the column as text and check it.");
    }

    /** An unreadable cell that counts as blank. */
    static Finding countsAsBlank(Column column, String text, Unreadable unreadable) {
        return Finding.of(
                column.name(),
                text,
                unreadable.rule(),
                unreadable.sentence().zh() + "“" + column.title().zh() + "”暂按空白计。",
                unreadable.sentence().en() + " Until then \"" + column.title().en() + "\" counts as blank.");
    }

    static Unreadable notAFlag(String text) {
        return new Unreadable("flag_form", "“" + text + "”应填“是”或“否”。", "\"" + text + "\" must be yes (是) or no (否).");
    }

    // Numbers and amounts

    static Unreadable notANumber(String text) {
        return new Unreadable(
                "number_form", "“" + text + "”不是数字，请只填数字。", "\"" + text + "\" is not a number; enter digits only.");
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

    static Failure noTextOfRecords(ConfigurationFile rule, String name) {
        return rule.wrong(
                "message",
                ofRule(
                        name,
                        "与以前或其他数据集的记录比较的提示规则在台账上计算，台账不保留单元格原文；请去掉 {shown.…}，只写列名。",
                        "a rule that warns and names previous or project is evaluated on the ledger, which does not keep"
                                + " the text of cells; name the column without {shown.…}."));
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
