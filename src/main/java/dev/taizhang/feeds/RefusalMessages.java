package dev.taizhang.feeds;

import dev.taizhang.definition.Bilingual;
import java.util.List;

/** The reasons to refuse a whole file: each has the name of a rule and a sentence that tells the sender what to do. */
final class RefusalMessages {
    private RefusalMessages() {}

    // Any file

    static Refusal emptyFile() {
        return new Refusal(
                "empty_file", "文件为空（0 字节）。请重新导出后报送。", "The file is empty (0 bytes). Re-export it and send it again.");
    }

    /** The stored copy of a file cannot be read. */
    static Refusal unreadableFile() {
        return new Refusal("file_unreadable", "文件无法读取。请重新报送。", "The file cannot be read. Send it again.");
    }

    /** A parser failed in a way that it does not explain. */
    static Refusal damagedFile() {
        return new Refusal(
                "file_unreadable",
                "文件已损坏，无法读取。请重新导出后报送。",
                "The file is damaged and cannot be read. Re-export it and send it again.");
    }

    static Refusal memoryExhausted() {
        return new Refusal(
                "file_exhausts_memory",
                "读取该文件会耗尽内存，已拒收。请用 Excel 打开后另存，或拆成几个文件重新报送；若文件正常，请为程序分配更多内存后重新运行。",
                "Reading the file exhausts the memory. Open it in Excel and save it, or split it, and send it again."
                        + " If the file is in order, give the program more memory and run again.");
    }

    static Refusal tooSlow(long minutes) {
        return new Refusal(
                "too_slow",
                "读取超过 " + minutes + " 分钟，已停止。请拆成几个较小的文件重新报送。",
                "Reading was stopped after " + minutes
                        + " minutes. Split the file into smaller ones and send them again.");
    }

    /** The content is of a kind that the name does not say. */
    static Refusal nameDiffers(FileKind content, String extension) {
        return new Refusal(
                "misnamed_file",
                "文件名不是 " + extension + "，内容却是" + content.zh() + "。请改正扩展名后重新报送。",
                "The file name does not end in " + extension + ", but the content is a " + content.en()
                        + ". Correct the extension and send the file again.");
    }

    /** The content is not of the kind that the name says. */
    static Refusal contentDiffers(FileKind named, String extension) {
        boolean workbook = named == FileKind.WORKBOOK;
        return new Refusal(
                "misnamed_file",
                "文件名是 " + extension + "，内容却不是" + named.zh() + "。请"
                        + (workbook ? "在 Excel 中另存为 .xlsx 重新报送。" : "重新导出后报送。"),
                "The file name ends in " + extension + ", but the content is not a " + named.en() + ". "
                        + (workbook ? "Save it as .xlsx in Excel" : "Re-export it") + " and send it again.");
    }

    /**
     * The content is of a kind that is never read.
     *
     * @param kind what it is, in English with an article
     */
    static Refusal foreignFile(String rule, Bilingual kind, Bilingual remedy) {
        return new Refusal(
                rule,
                "文件内容是" + kind.zh() + "，不是 .xlsx 工作簿。" + remedy.zh(),
                "The content of the file is " + kind.en() + ", not an .xlsx workbook. " + remedy.en());
    }

    // Headers and values

    /** Returns the refusal of a file none of whose sheets has a header. The sheet of a CSV has an empty name. */
    static Refusal noHeader(int rows, List<String> sheets) {
        boolean named = !sheets.get(0).isEmpty();
        return new Refusal(
                "no_header",
                (named ? "工作表“" + String.join("”“", sheets) + "”的" : "") + "前 " + rows + " 行中没有找到表头。请按模板的表头重新报送。",
                "No header was found in the first " + rows + " rows"
                        + (named ? " of the sheets \"" + String.join("\", \"", sheets) + "\"" : "")
                        + ". Use the headers of the template and send the file again.");
    }

    /**
     * Returns the refusal of a file without required columns.
     *
     * @param sheet the name of the sheet; empty if the file has no sheets
     */
    static Refusal missingColumns(List<String> columns, String sheet) {
        String names = String.join(", ", columns);
        return new Refusal(
                "column_missing",
                (sheet.isEmpty() ? "" : "工作表“" + sheet + "”") + "缺少必需的列：" + names + "。请补上后重新报送。",
                "Required columns are missing: " + names + (sheet.isEmpty() ? "" : " (sheet \"" + sheet + "\")")
                        + ". Add them and send the file again.");
    }

    static Refusal repeatedHeader(String name) {
        return new Refusal(
                "duplicate_header",
                "表头中“" + name + "”出现不止一次，无法确定取哪一列。请删去多余的列后重新报送。",
                "The header \"" + name + "\" occurs more than once, so it is unclear which column to read."
                        + " Remove the others and send the file again.");
    }

    /**
     * A unit is stated and not understood, belongs to columns of another kind, or is one of several for one column.
     *
     * @param place where it is stated
     * @param words the header or title that states it
     */
    static Refusal unclearUnit(Bilingual place, String words) {
        return new Refusal(
                "unit_unknown",
                place.zh() + "“" + words + "”中的单位无法识别，或不适用于该列，或有多种说法。请只写一个单位，如（万元）、（亿元）、（万美元）、（%）、（亩）后重新报送；"
                        + "其他单位可由主管单位加入 units.csv。",
                "The unit (单位) in the " + place.en() + " \"" + words
                        + "\" is not known, does not fit the column, or is not the only one. State one unit, such as"
                        + " (万元), (US$ million), (%) or (亩), and send the file again; the office can add other units"
                        + " to units.csv.");
    }

    /** A CSV is separated by semicolons, and neither it nor the feed says so. */
    static Refusal semicolons() {
        return new Refusal(
                "no_header",
                "文件以分号而不是逗号分隔。请存为以逗号分隔的 CSV 或 Excel 工作簿后重新报送；若此类文件都用分号，请在来源配置中设 separator = \";\"（小数用逗号的，再设 decimal = \",\"）。",
                "The file is separated by semicolons, not by commas. Save it as a CSV with commas or as a workbook and send"
                        + " it again; if such files use semicolons, set separator = \";\" in the feed (and decimal ="
                        + " \",\" if they have decimal commas).");
    }

    /** A column of units that the feed does not name states another unit than the one by which amounts would be read. */
    static Refusal unreadUnit(String header, String cell) {
        return new Refusal(
                "unit_unknown",
                "“" + header + "”列写有单位“" + cell
                        + "”，与金额的单位不同，而来源配置没有读取该列。请在表头写明单位后重新报送；若此类文件按行写单位，请在来源配置中设 unit_column（币种设 currency 列）。",
                "The column \"" + header + "\" states \"" + cell
                        + "\", which is not the unit of the amounts, and the feed"
                        + " does not read it. State the unit in the header and send the file again; if such files state it"
                        + " in each row, name the column as unit_column, or as currency, in the feed.");
    }

    /** A configured pattern finds nothing in a name or a title. */
    static Refusal valueNotFound(Bilingual source, String text, String pattern) {
        return new Refusal(
                "value_not_found",
                source.zh() + "“" + text + "”不符合“" + pattern + "”，取不到所需内容。请改正后重新报送。",
                "The " + source.en() + " \"" + text + "\" does not match \"" + pattern
                        + "\", which selects a required value. Correct it and send the file again.");
    }

    // CSV

    static Refusal tooManyCells(long row, int max) {
        return new Refusal(
                "too_many_columns",
                "第 " + row + " 行超过 " + max + " 个单元格，可能是分隔符不对。请核对后重新报送。",
                "Row " + row + " has more than " + max
                        + " cells; the separator may be wrong. Check it and send the file again.");
    }

    static Refusal unclosedQuote(String line) {
        return new Refusal(
                "unclosed_quote",
                "第 " + line + " 行开始的引号没有闭合，无法区分其后各行。请补上引号后重新报送。",
                "The quote opened on line " + line
                        + " is not closed, so the rows after it cannot be separated."
                        + " Close it and send the file again.");
    }

    /**
     * The text is neither UTF-8 nor GB18030.
     *
     * @param names the names of likely charsets
     */
    static Refusal unknownCharset(TextCharset.Misfit misfit, List<String> names) {
        return new Refusal(
                "charset_unknown",
                "文件既不是 UTF-8（" + place(misfit).zh() + "）也不是 GB18030 编码"
                        + (names.isEmpty() ? "" : "，可能是 " + String.join("、", names))
                        + "。请另存为 UTF-8 编码的 CSV 重新报送，或由项目办在报表配置的 charset 中写明编码。",
                "The file is neither UTF-8 (" + place(misfit).en() + ") nor GB18030"
                        + (names.isEmpty() ? "" : "; it may be " + String.join(", ", names))
                        + ". Save it as CSV in UTF-8 and send it again, or state its charset in the feed.");
    }

    /** The text decodes as GB18030, but gives rare characters, so it is more likely in another charset. */
    static Refusal unlikelyCharset(TextCharset.Misfit misfit, List<String> names) {
        return new Refusal(
                "charset_unclear",
                "文件不是 UTF-8 编码（" + place(misfit).zh() + "）；按 GB18030 读出的多是生僻字"
                        + (names.isEmpty() ? "" : "，可能是 " + String.join("、", names))
                        + "。请另存为 UTF-8 编码的 CSV 重新报送，或由项目办在报表配置的 charset 中写明编码。",
                "The file is not UTF-8 (" + place(misfit).en() + "), and as GB18030 it has mostly rare characters"
                        + (names.isEmpty() ? "" : "; it may be " + String.join(", ", names))
                        + ". Save it as CSV in UTF-8 and send it again, or state its charset in the feed.");
    }

    /** The text is not in the charset that the feed states, or that its first bytes state. */
    static Refusal otherCharset(TextCharset.Misfit misfit) {
        return new Refusal(
                "charset_unknown",
                "文件不是 " + misfit.charset() + " 编码：" + place(misfit).zh() + "。请按该编码重新导出后报送，或由项目办改正报表配置的 charset。",
                "The file is not in " + misfit.charset() + ": " + place(misfit).en()
                        + ". Export it in this charset and send it again, or correct the charset in the feed.");
    }

    private static Bilingual place(TextCharset.Misfit misfit) {
        return new Bilingual(
                "第 " + misfit.line() + " 行、第 " + misfit.position() + " 字节起的 " + misfit.bytes() + " 不是 "
                        + misfit.charset(),
                "byte " + misfit.bytes() + " on line " + misfit.line() + ", position " + misfit.position() + ", is not "
                        + misfit.charset());
    }

    static Refusal brokenCsv() {
        return new Refusal(
                "csv_unreadable", "CSV 无法读取。请重新导出后报送。", "The CSV cannot be read. Re-export it and send it again.");
    }

    static Refusal misplacedQuote(String line) {
        return new Refusal(
                "csv_unreadable",
                "CSV 第 " + line + " 行的引号用法有误，无法读取。请重新导出后报送。",
                "The CSV cannot be read: a quote is misplaced on line " + line + ". Re-export it and send it again.");
    }

    static Refusal recordsDiffer(long counted, long read) {
        return new Refusal(
                "records_disagree",
                "按引号和换行计数应有 " + counted + " 行，实际读到 " + read + " 行，说明引号用法有误。请重新导出后报送。",
                "By its quotes and line ends the file has " + counted + " rows, but " + read
                        + " were read, so a quote is misplaced. Re-export the file and send it again.");
    }

    static Refusal recordTooLong(long row, int millions) {
        return new Refusal(
                "line_too_long",
                "第 " + row + " 行超过 " + millions + " 兆字符，可能是引号没有闭合。请改正后重新报送。",
                "Row " + row + " is longer than " + millions
                        + " million characters; a quote may not be closed. Correct it and send the file again.");
    }

    // JSON Lines

    static Refusal brokenLine(int line) {
        return new Refusal(
                "json_line_broken",
                "第 " + line + " 行不是一个完整的 JSON 对象，文件可能没有传完，其后的内容无法得知。请重新导出后报送。",
                "Line " + line
                        + " is not a complete JSON object. The file may be truncated, and what follows is unknown."
                        + " Re-export it and send it again.");
    }

    static Refusal lineTooLong(int line, int mebibytes) {
        return new Refusal(
                "line_too_long",
                "第 " + line + " 行超过 " + mebibytes + " MiB。请每行只写一个对象后重新报送。",
                "Line " + line + " is longer than " + mebibytes
                        + " MiB. Write one object per line and send the file again.");
    }

    static Refusal lineNotUtf8(int line) {
        return new Refusal(
                "charset_unknown",
                "第 " + line + " 行不是 UTF-8 编码。请以 UTF-8 编码重新导出后报送。",
                "Line " + line + " is not in UTF-8. Export the file in UTF-8 and send it again.");
    }

    static Refusal repeatedKey(String key, int line) {
        return new Refusal(
                "duplicate_header",
                "第 " + line + " 行中“" + key + "”出现不止一次，无法确定取哪一个。请删去多余的后重新报送。",
                "\"" + key + "\" occurs more than once on line " + line
                        + ", so it is unclear which one to read. Remove the others and send the file again.");
    }

    static Refusal tooManyKeys(int line, int max) {
        return new Refusal(
                "too_many_columns",
                "到第 " + line + " 行，不同的键已超过 " + max + " 个。键应为列名，各行相同。请改正后重新报送。",
                "By line " + line + " there are more than " + max
                        + " different keys. Keys must be column names, the same on each line."
                        + " Correct them and send the file again.");
    }

    static Refusal nestedValue(String key, int line) {
        return new Refusal(
                "column_type",
                "第 " + line + " 行的“" + key + "”是一组值，这里须是单个值。请拆开后重新报送。",
                "\"" + key + "\" on line " + line
                        + " has several values, but must have one. Separate them and send the file again.");
    }

    // Parquet

    static Refusal encryptedParquet() {
        return new Refusal(
                "parquet_encrypted",
                "Parquet 文件已加密，无法读取。请导出未加密的文件重新报送。",
                "The Parquet file is encrypted and cannot be read. Export it without encryption and send it again.");
    }

    static Refusal brokenParquet() {
        return new Refusal(
                "parquet_unreadable",
                "Parquet 文件已损坏、不完整或压缩方式不受支持，无法读取。请重新导出后报送。",
                "The Parquet file is damaged, truncated or compressed in an unsupported way, and cannot be read."
                        + " Re-export it and send it again.");
    }

    static Refusal rowGroupsTooLarge() {
        return new Refusal(
                "parquet_unreadable",
                "Parquet 文件已损坏，或者行组过大，超出内存。请以较小的行组重新导出后报送。",
                "The Parquet file is damaged, or its row groups do not fit in memory."
                        + " Re-export it with smaller row groups and send it again.");
    }

    /** A column of Parquet is declared with a type that cannot be that of the canonical column. */
    static Refusal wrongColumnType(String column, String declared, Bilingual canonical, Bilingual required) {
        return new Refusal(
                "column_type",
                "列“" + column + "”的类型是 " + declared + "，而“" + canonical.zh() + "”须是" + required.zh()
                        + "。请改正该列的类型后重新报送。",
                "The column \"" + column + "\" has the type " + declared + ", but \"" + canonical.en() + "\" must be "
                        + required.en() + ". Correct the type of the column and send the file again.");
    }

    static Refusal columnNotUtf8(String column) {
        return new Refusal(
                "charset_unknown",
                "列“" + column + "”中的文字不是 UTF-8 编码。请改正编码后重新报送。",
                "The text in the column \"" + column
                        + "\" is not in UTF-8. Correct the encoding and send the file again.");
    }

    // Workbooks

    static Refusal brokenWorkbook() {
        return new Refusal(
                "workbook_unreadable",
                "工作簿已损坏，无法读取。请用 Excel 打开后另存为 .xlsx 重新报送。",
                "The workbook is damaged and cannot be read. Open it in Excel, save it as .xlsx and send it again.");
    }

    static Refusal passwordProtected() {
        return new Refusal(
                "password_protected",
                "工作簿设有密码。请去掉打开密码，另存为 .xlsx 重新报送。",
                "The workbook is protected by a password. Remove the password, save as .xlsx and send it again.");
    }

    static Refusal oldWorkbookTooLarge(long maxMebibytes) {
        return new Refusal(
                "old_workbook_too_large",
                "文件是超过 " + maxMebibytes + " MiB 的 .xls 工作簿。请用 Excel 打开后另存为 .xlsx 重新报送。",
                "The file is an .xls workbook of more than " + maxMebibytes
                        + " MiB. Open it in Excel, save it as .xlsx and send it again.");
    }

    static Refusal declaresDtd() {
        return new Refusal(
                "workbook_with_dtd",
                "工作簿含有 DTD 或实体声明，Excel 不会这样写，已拒收。请用 Excel 打开后另存为 .xlsx 重新报送。",
                "The workbook declares a DTD or an entity, which Excel never does."
                        + " Open it in Excel, save it as .xlsx and send it again.");
    }

    static Refusal inflatesTooMuch(long partGibibytes, long fileGibibytes, long ratio) {
        return new Refusal(
                "inflates_too_much",
                "工作簿解压后过大（单个部分超过 " + partGibibytes + " GiB、整个文件超过 " + fileGibibytes + " GiB，或超过压缩前的 " + ratio
                        + " 倍），已拒收。请用 Excel 打开后另存，或拆成几个文件重新报送。",
                "The workbook inflates to more than " + partGibibytes + " GiB in one part, " + fileGibibytes
                        + " GiB in total, or " + ratio
                        + " times its compressed size. Open it in Excel and save it, or split it, and send it again.");
    }

    static Refusal missingCellText(String cell) {
        return new Refusal(
                "shared_string_missing",
                "单元格 " + cell + " 所引用的文字不在文件中，工作簿已损坏。请用 Excel 打开后另存为 .xlsx 重新报送。",
                "The text of the cell " + cell + " is missing from the file; the workbook is damaged."
                        + " Open it in Excel, save it as .xlsx and send it again.");
    }

    static Refusal tooManyTexts(int max, long millionCharacters) {
        return new Refusal(
                "too_many_texts",
                "工作簿中不同的文字超过 " + max + " 条或 " + millionCharacters + " 兆字符。请另存为 CSV（UTF-8），或拆成几个文件重新报送。",
                "The workbook has more than " + max + " different texts, or more than " + millionCharacters
                        + " million characters in them. Save it as CSV in UTF-8, or split it, and send it again.");
    }

    static Refusal tooManyRows(int row, int max) {
        return new Refusal(
                "too_many_rows",
                "工作表的行号 " + row + " 超过 Excel 的上限 " + max + "。请用 Excel 打开后另存，或拆成几个文件重新报送。",
                "The sheet has a row " + row + ", beyond the limit of Excel, " + max
                        + ". Open it in Excel and save it, or split it, and send it again.");
    }

    static Refusal tooManyColumns(int row, int max) {
        return new Refusal(
                "too_many_columns",
                "第 " + row + " 行有第 " + max + " 列以外的单元格，超过 Excel 的上限。请用 Excel 打开后另存为 .xlsx 重新报送。",
                "Row " + row + " has a cell beyond column " + max + ", the limit of Excel."
                        + " Open it in Excel, save it as .xlsx and send it again.");
    }

    static Refusal cellTooLong(int max) {
        return new Refusal(
                "cell_too_long",
                "有单元格超过 " + max + " 个字符，超过 Excel 的上限。请缩短后重新报送。",
                "A cell has more than " + max + " characters, the limit of Excel. Shorten it and send the file again.");
    }

    /**
     * Returns the refusal of a workbook without the sheets that a feed reads.
     *
     * @param present the names of the sheets that it has
     */
    static Refusal noSheet(String name, List<String> present) {
        return new Refusal(
                "no_sheet",
                "没有名为“" + name + "”的工作表，现有的是：“" + String.join("”“", present) + "”。请按模板的工作表名重新报送。",
                "The workbook has no sheet named \"" + name + "\"; its sheets are \""
                        + String.join("\", \"", present)
                        + "\". Name it as in the template and send the file again.");
    }

    static Refusal onlyHiddenSheets(String name) {
        return new Refusal(
                "hidden_sheet",
                "工作表“" + name + "”已隐藏，没有读取，也没有其他可读的工作表。请取消隐藏后重新报送。",
                "The sheet \"" + name
                        + "\" is hidden and was not read, and there is no other sheet to read."
                        + " Unhide it and send the file again.");
    }

    // Return workbooks

    static Refusal returnChanged() {
        return new Refusal(
                "return_changed",
                "退回单的表头、前两列或工作表名被改动，无法确定答复的是哪些行。请在原退回单上只修改标色的单元格，重新报送。",
                "The header, the first two columns or the sheet names of the return workbook were changed, so the rows"
                        + " that it answers cannot be identified."
                        + " Correct only the coloured cells of the original and send it again.");
    }
}
