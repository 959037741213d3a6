package dev.taizhang.copies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.commands.Commands;
import dev.taizhang.commands.SmallCity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mart of a night of the whole small city, in a real PostgreSQL: every cell, the star and its comments, the rows of a county. */
class CityMartTest {
    private static final String DATE = "2025-03-31";

    private static final String OWN_TABLE = """
            /*
            title { zh = "各状态最大项目", en = "Largest projects" }
            sentence { zh = "每个状态、币种一行", en = "One row per status and currency" }
            grain = [status_code, currency]
            columns = [
              status_code, currency
              { name = largest_investment, unit = amount, zh = "最大项目投资", en = "investment of the largest project" }
            ]
            */
            SELECT status_code, currency, max(total_investment) AS largest_investment
            FROM project_state
            GROUP BY ALL
            """;

    /** An office's own table is among the mart's, and a column that it gains later too. */
    @Test
    void aNightOfTheCityFillsIt(@TempDir Path home) throws Exception {
        try (MartServer own = new MartServer()) {
            // As an earlier version left it, with another key.
            own.administer(
                    "CREATE TABLE mart.dim_date (as_of_date date PRIMARY KEY)",
                    "ALTER TABLE mart.dim_date OWNER TO taizhang_loader");
            List<String> tables = List.of(
                    "programme_overview",
                    "district_ranking",
                    "projects_by_district",
                    "contract_funnel",
                    "factor_guarantees",
                    "project_watch",
                    "project_months",
                    "investment_by_month",
                    "investment_progress",
                    "largest_projects");
            Commands.publishing(SmallCity.CONF, home.resolve("conf"), tables.subList(1, tables.size()));
            Path settings = home.resolve("conf/taizhang.conf");
            Files.writeString(settings, Files.readString(settings) + own.configuration(home));
            Path ownTable = Files.createDirectories(home.resolve("conf/tables")).resolve("largest_projects.sql");
            Files.writeString(ownTable, OWN_TABLE);
            SmallCity.at(home.resolve("w"));
            Commands.Answer answer = nightOfTheCity(home);
            assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
            assertThat(answer.out()).contains("集市 mart: jdbc:postgresql://127.0.0.1:");
            for (String table : tables) {
                everyCellIsTheSame(own, home.resolve("w/exports/" + DATE), table);
            }
            assertThat(own.ask("taizhang_reader", "SELECT 项目数, 计划总投资_亿元 FROM 总体情况"))
                    .containsExactly("6|9.5001");
            // A quantity is shown as delivered, not in the unit of amounts.
            assertThat(own.ask("taizhang_reader", "SELECT 需求量, 数量单位 FROM 要素保障 WHERE 县区 = '榆次区'"))
                    .containsExactly("320.00|亩");
            assertThat(own.ask(
                            "taizhang_reader",
                            "SELECT name, sum(total_investment) FROM projects_by_district JOIN dim_district"
                                    + " USING (district_code) JOIN dim_date ON date = as_of_date"
                                    + " WHERE year = 2025 AND district_code = '140702' GROUP BY name"))
                    .containsExactly("榆次区|400000000.00");
            everythingIsSaidInBothLanguages(own);
            theStarIsJoined(own);
            factsAreThereToo(own);
            aCountySeesItsOwnRows(own);
            everyQueryOfTheDashboardsIsAnswered(own);

            own.stop();
            Files.writeString(
                    ownTable,
                    OWN_TABLE
                            .replace("columns = [", "columns = [project_count, ")
                            .replace("SELECT ", "SELECT count(1) AS project_count, "));
            Commands.Answer down = nightOfTheCity(home);
            assertThat(down.code()).isEqualTo(6);
            assertThat(down.out()).contains("副本未更新：mart", "a copy is out of date: mart", "jobs/publish");
            own.startAgain();
            assertThat(own.ask("taizhang_reader", "SELECT release_number FROM release"))
                    .containsExactly("2");
            Commands.Answer again = Commands.run(
                    "publish",
                    "--conf",
                    home.resolve("conf").toString(),
                    "--warehouse",
                    home.resolve("w").toString());
            assertThat(again.code()).as(again.out() + again.err()).isZero();
            assertThat(own.ask("taizhang_reader", "SELECT release_number FROM release"))
                    .containsExactly("3");
            everyCellIsTheSame(own, home.resolve("w/exports/" + DATE), "largest_projects");
            assertThat(own.ask("taizhang_reader", "SELECT sum(项目数) FROM 各状态最大项目"))
                    .containsExactly("6");
        }
    }

    /** Computes what is configured from what {@link SmallCity} has taken. */
    private static Commands.Answer nightOfTheCity(Path home) {
        return Commands.nightly(home.resolve("conf"), SmallCity.INBOX, home.resolve("w"), DATE);
    }

    private static void everyCellIsTheSame(MartServer own, Path exports, String table)
            throws IOException, SQLException {
        List<String> lines = Files.readString(exports.resolve(table + ".csv"))
                .replace("\uFEFF", "")
                .lines()
                .toList();
        assertThat(own.ask("taizhang_reader", "SELECT " + lines.get(0) + " FROM " + table))
                .as(table)
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(lines.stream()
                        .skip(1)
                        .map(line -> line.replace(",", "|"))
                        .toList());
    }

    private static void everythingIsSaidInBothLanguages(MartServer own) throws SQLException {
        assertThat(
                        own.ask(
                                "postgres",
                                "SELECT obj_description('mart.projects_by_district'::regclass),"
                                        + " col_description('mart.projects_by_district'::regclass, attnum) FROM pg_attribute"
                                        + " WHERE attrelid = 'mart.projects_by_district'::regclass AND attname = 'total_investment'"))
                .singleElement()
                .asString()
                .contains("分县区项目", "Projects by district", "计划总投资", "otal investment");
        assertThat(own.ask("postgres", """
                        SELECT relname, attname FROM pg_class
                        LEFT JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
                        WHERE relnamespace IN ('mart'::regnamespace, 'mart_zh'::regnamespace) AND relkind IN ('r', 'v')
                          AND (obj_description(pg_class.oid) IS NULL OR col_description(attrelid, attnum) IS NULL)
                        """))
                .as("tables, views and columns without a comment")
                .isEmpty();
        // Longer names would be cut without a word.
        assertThat(own.ask("postgres", "SELECT attname FROM pg_attribute WHERE octet_length(attname::text) >= 63"))
                .isEmpty();
    }

    /** What a tool reads that draws a schema: each table with its key, joined to the dimensions of its columns. */
    private static void theStarIsJoined(MartServer own) throws SQLException {
        assertThat(own.ask("postgres", """
                        SELECT table_name FROM information_schema.tables WHERE table_schema = 'mart'
                        EXCEPT SELECT table_name FROM information_schema.table_constraints
                        WHERE table_schema = 'mart' AND constraint_type = 'PRIMARY KEY'
                        """)).as("tables without a key").isEmpty();
        List<String> joins = own.ask("postgres", """
                SELECT referring.table_name, referring.column_name, referred.table_name, referred.column_name
                FROM information_schema.referential_constraints
                JOIN information_schema.key_column_usage AS referring USING (constraint_schema, constraint_name)
                JOIN information_schema.table_constraints AS key
                  ON key.constraint_name = unique_constraint_name AND key.constraint_schema = 'mart'
                JOIN information_schema.key_column_usage AS referred
                  ON referred.constraint_name = key.constraint_name AND referred.table_schema = 'mart'
                WHERE referring.table_schema = 'mart'
                """);
        assertThat(joins)
                .contains(
                        "projects_by_district|as_of_date|dim_date|date",
                        "projects_by_district|district_code|dim_district|district_code",
                        "project_watch|level_code|dim_level|level_code",
                        "dim_district|parent_code|dim_district|district_code");
        assertThat(own.ask("postgres", """
                        SELECT table_name, column_name FROM information_schema.columns
                        WHERE table_schema = 'mart' AND table_name NOT LIKE 'dim\\_%'
                          AND column_name ~ '(^as_of_date|_month|(district|cluster|status|level|nature|ownership)_code)$'
                          AND data_type IN ('date', 'text')
                        """))
                .isNotEmpty()
                .allMatch(column -> joins.stream().anyMatch(join -> join.startsWith(column + "|")));
        assertThat(own.ask(
                        "postgres",
                        "SELECT plan_year, month_of_plan_year, is_month_end FROM mart.dim_date"
                                + " WHERE is_published"))
                .containsExactly("2025|3|t");
        assertThat(own.ask("postgres", "SELECT count(*) FROM mart.dim_date WHERE year = 2024"))
                .containsExactly("366");
        assertThat(own.ask("postgres", "SELECT pg_typeof(published_at) FROM mart.release"))
                .containsExactly("timestamp with time zone");
    }

    private static void factsAreThereToo(MartServer own) throws SQLException {
        assertThat(own.ask("taizhang_reader", "SELECT count(*), sum(total_investment) FROM project_state"))
                .containsExactly("6|950005000.00");
        assertThat(own.ask("taizhang_reader", "SELECT 计划总投资_亿元 FROM 项目现状 WHERE 项目代码 = 'P1'"))
                .containsExactly("1.0000");
        assertThat(own.ask("taizhang_reader", "SELECT count(*) FROM rejected JOIN deliveries USING (delivery_number)"))
                .isEqualTo(own.ask("taizhang_reader", "SELECT sum(rows_rejected) FROM deliveries"));
        assertThat(own.ask("taizhang_reader", "SELECT count(*), pg_typeof(max(taken_at)) FROM deliveries"))
                .containsExactly("13|timestamp with time zone");
    }

    /** Among them are the S-curves: cumulative plan against cumulative investment, of a project and of a district. */
    private static void everyQueryOfTheDashboardsIsAnswered(MartServer own) throws IOException, SQLException {
        List<String> answers = new ArrayList<>();
        for (String query : Dashboards.queries()) {
            List<String> rows = own.ask("taizhang_reader", query);
            assertThat(rows).as(query).isNotEmpty();
            answers.add(String.join("\n", rows).replace(" 00:00:00", ""));
        }
        assertThat(answers).hasSize(22).contains("""
                        2024-03-01|10000000.00|9000000.00
                        2024-12-01|50000000.00|55000000.00
                        2025-02-01|59000000.00|63000000.00
                        2025-03-01|63000000.00|70000000.00""", """
                        2024-03-01|10000000.00|9000000.00
                        2024-12-01|50000000.00|55000000.00
                        2025-02-01|65000000.00|68000000.00
                        2025-03-01|73000000.00|82000000.00""");
    }

    private static void aCountySeesItsOwnRows(MartServer own) throws SQLException {
        own.administer(
                "CREATE ROLE yuci LOGIN IN ROLE taizhang_district_reader",
                "INSERT INTO mart_access.district_roles VALUES ('yuci', '140702')",
                "CREATE ROLE nowhere LOGIN IN ROLE taizhang_district_reader");
        for (String table : List.of("project_state", "projects_by_district", "project_months", "dim_project")) {
            String districts = "SELECT DISTINCT district_code FROM mart." + table;
            assertThat(own.ask("yuci", districts)).as(table).containsExactly("140702");
            assertThat(own.ask("nowhere", districts)).as(table).isEmpty();
            assertThat(own.ask("taizhang_reader", districts)).as(table).hasSizeGreaterThan(1);
        }
        assertThat(own.ask("yuci", "SELECT count(*), max(县区) FROM mart_zh.分县区项目"))
                .containsExactly("1|榆次区");
        assertThat(own.ask("yuci", "SELECT * FROM mart.programme_overview")).isEmpty();
        assertThat(own.ask("yuci", "SELECT count(*) FROM mart.release, mart.dim_level, mart.dim_district"))
                .isNotEqualTo(List.of("0"));
    }
}
