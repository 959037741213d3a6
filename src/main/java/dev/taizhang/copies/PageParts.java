package dev.taizhang.copies;

import static dev.taizhang.copies.PagePart.part;

import dev.taizhang.copies.PagePart.Chart;
import java.util.List;
import java.util.Set;

/** What the page shows, in its order. */
final class PageParts {
    private static final String DISTRICT = "district_name";

    /** All parts, in the order of the page. */
    static final List<PagePart> ALL = List.of(
            part(
                            Chapter.DISTRICTS,
                            "district_ranking",
                            "rank,district_name,ranked_among,project_count,annual_plan_investment,"
                                    + "year_to_date_investment,annual_plan_completion,rank_move,mark,green_count,"
                                    + "yellow_count,red_count")
                    .drawn(Chart.BARS, DISTRICT, "annual_plan_completion", ""),
            part(
                            Chapter.DISTRICTS,
                            "investment_progress",
                            "district_name,project_count,annual_plan_investment,month_investment,"
                                    + "year_to_date_investment,annual_plan_completion,time_elapsed,ahead_of_time_pp,"
                                    + "year_on_year_growth")
                    .drawn(Chart.BARS, DISTRICT, "annual_plan_completion", "time_elapsed")
                    .onPaper(),
            part(
                            Chapter.DISTRICTS,
                            "projects_by_district",
                            "district_name,project_count,total_investment,share_of_total_investment,"
                                    + "cumulative_investment,total_completion,total_investment_coverage")
                    .drawn(Chart.BARS, DISTRICT, "total_investment", ""),
            part(
                            Chapter.STRUCTURE,
                            "projects_by_status",
                            "status_name,project_count,total_investment,share_of_total_investment,"
                                    + "year_to_date_investment")
                    .drawn(Chart.LADDER, "status_name", "project_count", "")
                    .onPaper(),
            part(
                            Chapter.STRUCTURE,
                            "projects_by_cluster",
                            "cluster_name,project_count,total_investment,share_of_total_investment,"
                                    + "annual_plan_investment,year_to_date_investment,annual_plan_completion")
                    .drawn(Chart.BARS, "cluster_name", "total_investment", "")
                    .onPaper(),
            brief("projects_by_level", "level_name"),
            brief("projects_by_ownership", "ownership_name"),
            brief("projects_by_size_band", "size_band_name"),
            part(
                            Chapter.STRUCTURE,
                            "industry_mix",
                            "sector_name,industry_group_name,project_count,total_investment,"
                                    + "share_of_total_investment,year_to_date_investment,annual_plan_completion")
                    .drawn(Chart.BARS, "industry_group_name", "total_investment", ""),
            part(
                            Chapter.STRUCTURE,
                            "private_investment",
                            "district_name,project_count,private_project_count,total_investment,"
                                    + "private_total_investment,private_share,private_share_of_year_to_date")
                    .drawn(Chart.BARS, DISTRICT, "private_share", ""),
            part(
                    Chapter.STRUCTURE,
                    "projects_open_to_private_capital",
                    "project_name,project_code,district_name,cluster_name,status_name,total_investment,"
                            + "annual_plan_investment,planned_start_date,planned_completion_date,owner_enterprise"),
            part(
                            Chapter.TIME,
                            "investment_by_month",
                            "report_month,reporting_project_count,planned_investment,month_investment,planned_to_date,"
                                    + "year_to_date_investment,last_year_to_date_investment,year_on_year_growth")
                    .drawn(Chart.TIME, "report_month", "month_investment,planned_investment", "")
                    .onPaper(),
            part(
                            Chapter.TIME,
                            "quarterly_scoreboard",
                            "quarter,planned_investment,quarter_investment,last_year_investment,plan_completion,"
                                    + "year_on_year_growth,started_count,completed_count,signed_count,signed_amount")
                    .drawn(Chart.TIME, "quarter", "quarter_investment,planned_investment,last_year_investment", ""),
            part(
                            Chapter.TIME,
                            "programme_by_year",
                            "year,project_count,new_project_count,continuing_project_count,total_investment,"
                                    + "annual_plan_investment,year_to_date_investment,annual_plan_completion,"
                                    + "year_on_year_growth")
                    .drawn(Chart.TIME, "year", "year_to_date_investment,annual_plan_investment", ""),
            part(
                            Chapter.DEADLINES,
                            "starts",
                            "district_name,level_name,planned_start_count,start_due_count,started_of_planned_count,"
                                    + "early_start_count,late_start_count,start_overdue_count,start_rate,"
                                    + "start_rate_target,start_rate_due_date")
                    .drawn(Chart.BARS, DISTRICT, "start_rate", "start_rate_target"),
            part(
                            Chapter.DEADLINES,
                            "resumption",
                            "district_name,level_name,continuing_project_count,resumed_count,not_resumed_count,"
                                    + "resumption_rate,resumption_rate_target,resumption_rate_due_date")
                    .drawn(Chart.BARS, DISTRICT, "resumption_rate", "resumption_rate_target"),
            part(
                    Chapter.DEADLINES,
                    "completions",
                    "district_name,level_name,planned_completion_count,completed_of_planned_count,"
                            + "completion_overdue_count,completion_rate,production_rate"),
            part(
                            Chapter.DEADLINES,
                            "statistics_entry",
                            "district_name,level_name,begun_count,statistics_entered_count,statistics_not_entered_count,"
                                    + "statistics_not_entered_after_one_month_count,"
                                    + "statistics_not_entered_after_two_months_count,statistics_entry_rate")
                    .drawn(Chart.BARS, DISTRICT, "statistics_entry_rate", ""),
            part(
                            Chapter.OVERRUNS,
                            "cost_overruns",
                            "district_name,cluster_name,compared_project_count,original_total_investment,"
                                    + "current_total_investment,cost_overrun_count,cost_increase,cost_saving,"
                                    + "gross_cost_overrun,net_cost_overrun")
                    .telling("compared_project_count"),
            part(
                            Chapter.OVERRUNS,
                            "time_overruns",
                            "district_name,cluster_name,delayed_project_count,mean_delay_months,delayed_1_to_12_count,"
                                    + "delayed_13_to_24_count,delayed_25_to_60_count,delayed_61_and_more_count,"
                                    + "behind_latest_plan_count,mean_behind_latest_plan_months")
                    .telling("delayed_project_count"),
            part(
                            Chapter.OVERRUNS,
                            "physical_financial_gap",
                            "district_name,cluster_name,progress_compared_count,progress_compared_investment,"
                                    + "physical_progress,financial_progress,physical_financial_gap_pp")
                    .telling("progress_compared_count"),
            part(
                            Chapter.CONTRACTS,
                            "signing_targets",
                            "district_name,signed_count,signed_amount,signed_amount_target,signing_completion,"
                                    + "time_elapsed,signing_ahead_of_time_pp")
                    .drawn(Chart.BARS, DISTRICT, "signing_completion", "time_elapsed"),
            part(
                            Chapter.CONTRACTS,
                            "signings_by_source_region",
                            "source_region_name,signed_count,signed_amount,share_of_signed_amount,contract_count,"
                                    + "contracted_amount,share_of_contracted_amount,funds_in_place_rate")
                    .drawn(Chart.BARS, "source_region_name", "signed_amount", ""),
            part(
                            Chapter.CONTRACTS,
                            "signings_by_month",
                            "signed_month,signed_count,signed_amount,signed_count_to_date,signed_amount_to_date,"
                                    + "signed_amount_target,signing_completion")
                    .drawn(Chart.TIME, "signed_month", "signed_amount_to_date,signed_amount_target", ""),
            part(
                            Chapter.CONTRACTS,
                            "contract_funnel",
                            "district_name,signed_year,contract_count,registered_count,landed_count,started_count,"
                                    + "production_count,capacity_count,landed_of_signed_rate,"
                                    + "started_of_signed_rate,production_of_signed_rate,capacity_of_signed_rate")
                    .drawn(
                            Chart.FUNNEL,
                            DISTRICT,
                            "contract_count,registered_count,landed_count,started_count,production_count,capacity_count",
                            ""),
            part(
                            Chapter.CONTRACTS,
                            "contracts_by_cluster",
                            "cluster_name,signed_count,signed_amount,contract_count,contracted_amount,"
                                    + "share_of_contracted_amount,funds_in_place_rate")
                    .drawn(Chart.BARS, "cluster_name", "contracted_amount", ""),
            part(
                            Chapter.FACTORS,
                            "approvals_by_step",
                            "step_name,step_count,applied_count,granted_count,pending_count,pending_over_limit_count,"
                                    + "within_limit_rate,days_taken_of_allowed,median_days")
                    .drawn(Chart.BARS, "step_name", "within_limit_rate", ""),
            part(
                    Chapter.FACTORS,
                    "factor_guarantees",
                    "district_name,factor_name,needing_project_count,satisfied_project_count,satisfied_rate,needed,"
                            + "granted,guarantee_rate"),
            part(
                            Chapter.FACTORS,
                            "financing",
                            "district_name,project_count,financing_project_count,financing_wanted,financing_agreed,"
                                    + "financing_paid_in,financing_agreed_rate,financing_paid_in_rate")
                    .drawn(Chart.BARS, DISTRICT, "financing_paid_in_rate", ""),
            part(
                            Chapter.MATTERS,
                            "bottlenecks_by_district",
                            "district_name,bottleneck_count,project_count,open_count,closed_count,overdue_count,"
                                    + "closed_late_count,closure_rate,median_days_to_settle,median_days_open")
                    .drawn(Chart.BARS, DISTRICT, "open_count", ""),
            part(
                            Chapter.MATTERS,
                            "bottlenecks_by_factor",
                            "factor_name,department,bottleneck_count,open_count,closed_count,overdue_count,"
                                    + "closure_rate,median_days_to_settle")
                    .drawn(Chart.BARS, "factor_name", "open_count", ""),
            part(
                            Chapter.MATTERS,
                            "leader_cards",
                            "leader,project_count,total_investment,annual_plan_completion,ahead_of_time_pp,ahead_count,"
                                    + "on_time_count,behind_count,start_rate,completion_rate,open_bottleneck_count")
                    .telling("project_count"),
            part(
                    Chapter.OUTPUT,
                    "industrial_output",
                    "district_name,cluster_name,month_output,month_growth,year_to_date_output,year_to_date_growth,"
                            + "contribution_to_growth_pp,share_of_output,enterprise_count"),
            part(
                    Chapter.MOVEMENT,
                    "movement",
                    "base,district_name,kind,from_status_code,to_status_code,project_count,total_investment_before,"
                            + "total_investment_now"),
            part(
                    Chapter.DATA,
                    "senders",
                    "sender,dataset,state,due_month,due_date,arrived_date,days_late,last_delivery_date"),
            part(
                    Chapter.DATA,
                    "data_coverage",
                    "dataset,district_name,rows_read,rows_accepted,rows_rejected,rows_left_out,rows_current,"
                            + "rows_superseded,reconciled"),
            part(Chapter.DATA, "data_findings", "dataset,project_code,subject,value,file_name,sentence_zh"),
            part(
                    Chapter.PROJECTS,
                    "project_watch",
                    "project_name,light_code,project_code,district_name,cluster_name,status_name,total_investment,"
                            + "annual_plan_investment,year_to_date_investment,annual_plan_completion,"
                            + "physical_progress,last_report_month,leader,light_reasons"));

    /** Tables whose rows say that all is well are cut to those that do not: everybody looks for the others. */
    static final Set<String> ONLY_WHAT_IS_WRONG = Set.of("senders");

    private PageParts() {}

    private static PagePart brief(String table, String label) {
        return part(
                        Chapter.STRUCTURE,
                        table,
                        label + ",project_count,total_investment,share_of_total_investment,annual_plan_completion")
                .drawn(Chart.LADDER, label, "total_investment", "");
    }
}
