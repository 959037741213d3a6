package dev.taizhang.sample;

import java.util.List;

/**
 * A wrong row that the sample contains on purpose, in a project list of the last date or in a progress report.
 *
 * @param districtCode the district whose file contains it
 * @param column the canonical name of the wrong column
 * @param cell the wrong cell
 * @param rule the rule that it breaks
 */
record Flaw(String districtCode, String column, Cell cell, String rule) {
    static final String DUPLICATE = "duplicate_key";

    /**
     * The flaws in lists. Each is on a row of its own project that is not in the city; the duplicate is on two rows.
     */
    static final List<Flaw> IN_LISTS = List.of(
            new Flaw("140702", "total_investment", new Cell.Text("约3亿"), "number_form"),
            new Flaw("140727", "total_investment", new Cell.Text("#REF!"), "cell_error"),
            new Flaw(
                    "140729",
                    "total_investment",
                    MoneyUnit.TEN_THOUSAND_IN_TITLE.cell(Amount.ofTenThousands(-5_000)),
                    "amount_negative"),
            new Flaw(
                    "140728",
                    "total_investment",
                    MoneyUnit.TEN_THOUSAND_IN_TITLE.cell(Amount.ofTenThousands(88_800)),
                    DUPLICATE));

    /**
     * The flaws in progress reports. Each is on a row of a project that is not in the city, the first row of its file.
     */
    static final List<Flaw> IN_PROGRESS = List.of(
            new Flaw("140781", "project_code", new Cell.Blank(), "key_blank"),
            new Flaw("140725", "report_month", new Cell.Text("2025年一季度"), "date_form"));

    /** The district whose last list repeats its first row at the end. */
    static final String IDENTICAL_ROW_IN = "140722";

    /** The district whose last list has an unknown cluster for its first project. */
    static final String UNKNOWN_CLUSTER_IN = "140723";

    static final String UNKNOWN_CLUSTER = "未知集群";

    /** The invalid name that an allocation set contains in place of a district. */
    static final String UNKNOWN_DISTRICT = "未知县区";

    District district() {
        return District.coded(districtCode);
    }
}
