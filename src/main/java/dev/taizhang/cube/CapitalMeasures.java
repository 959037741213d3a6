package dev.taizhang.cube;

import static dev.taizhang.cube.Measure.amount;
import static dev.taizhang.cube.Measure.counted;
import static dev.taizhang.cube.Measure.part;
import static dev.taizhang.cube.Measure.ratio;

import java.util.List;

/** Whose money it is: private capital, and what banks and others give. A project half the state's counts as the state's. */
public final class CapitalMeasures {
    private static final String PRIVATE = "ownership_code = 'private'";
    private static final String KNOWN = "ownership_code <> 'unassigned'";

    public static final Measure PRIVATE_COUNT =
            counted("private_project_count", "民间投资项目数", "privately controlled projects", PRIVATE);
    public static final Measure PRIVATE_TOTAL = part(
            "private_total_investment",
            "民间计划总投资",
            "total investment of privately controlled projects",
            "total_investment",
            PRIVATE,
            KNOWN + " AND total_investment IS NOT NULL");
    public static final Measure PRIVATE_SHARE =
            ratio("private_share", "民间投资占比", "private share", "private_total_investment", "total_investment");
    public static final Measure PRIVATE_YEAR_TO_DATE = part(
            "private_year_to_date_investment",
            "民间本年完成投资",
            "invested this year in privately controlled projects",
            "year_to_date_investment",
            PRIVATE,
            KNOWN + " AND year_to_date_investment IS NOT NULL");
    public static final Measure PRIVATE_SHARE_OF_YEAR = ratio(
            "private_share_of_year_to_date",
            "民间投资占本年完成投资比重",
            "private share of what was invested this year",
            "private_year_to_date_investment",
            "year_to_date_investment");
    public static final Measure OPEN_COUNT = counted(
            "open_to_private_capital_count",
            "向民间资本推介项目数",
            "projects open to private capital",
            "open_to_private_capital");

    public static final Measure FINANCING_COUNT =
            counted("financing_project_count", "有融资需求的项目数", "projects that want financing", "financing_wanted > 0");
    public static final Measure FINANCING_WANTED =
            amount("financing_wanted", "融资需求", "financing wanted", "sum(financing_wanted)");
    public static final Measure FINANCING_AGREED =
            amount("financing_agreed", "融资签约", "financing agreed", "sum(financing_agreed)");
    public static final Measure FINANCING_PAID_IN =
            amount("financing_paid_in", "融资到位", "financing paid in", "sum(financing_paid_in)");
    public static final Measure FINANCING_AGREED_RATE = ratio(
            "financing_agreed_rate",
            "融资签约率",
            "financing agreed of what is wanted",
            "financing_agreed",
            "financing_wanted");
    public static final Measure FINANCING_PAID_IN_RATE = ratio(
            "financing_paid_in_rate",
            "融资到位率",
            "financing paid in of what was agreed",
            "financing_paid_in",
            "financing_agreed");

    static final List<Measure> SUMMED = List.of(
            PRIVATE_COUNT,
            PRIVATE_TOTAL,
            PRIVATE_YEAR_TO_DATE,
            OPEN_COUNT,
            FINANCING_COUNT,
            FINANCING_WANTED,
            FINANCING_AGREED,
            FINANCING_PAID_IN);

    private CapitalMeasures() {}
}
