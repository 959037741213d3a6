package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A province: tables by city and by province come from the counties' rows, and add up to the same. */
class LevelsTest {
    private static final String HEADER = "code,name_zh,name_en,aliases,parent,sort_order,valid_from,valid_to\n";

    @TempDir
    private Path folder;

    private TestInbox office;

    @BeforeEach
    void aProvinceOfTwoCities() throws IOException {
        office = TestInbox.below(folder);
        office.publishing("by_city", "by_province", "by_city_and_county");
        office.configure("reference/districts.csv", HEADER + """
                X,某省,Some Province,,,1,,
                N,北市,North City,,X,2,,
                S,南市,South City,,X,3,,
                D1,东区,East District,东,N,4,,
                D2,西区,West District,西,N,5,,
                D3,南区,South District,南,S,6,,
                """);
        office.configure("tables/levels.conf", """
                tables = [
                  {
                    name = by_city, by = district_parent, measures = [project_count, total_investment]
                    title { zh = "分市项目", en = "Projects by city" }
                  }
                  {
                    name = by_province, by = district_parent_parent, measures = [project_count, total_investment]
                    title { zh = "分省项目", en = "Projects by province" }
                  }
                  {
                    name = by_city_and_county, by = [district_parent, district], measures = [project_count]
                    title { zh = "分市分县项目", en = "Projects by city and county" }
                  }
                ]
                """);
        office.deliver(
                "2025-03-31 全省 项目清单.csv",
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,开工,100,2024-05-01,是,CNY",
                "E-02,西一,西区,铸造,开工,200,2024-05-01,是,CNY",
                "E-03,南一,南区,铸造,开工,400,2024-05-01,是,CNY",
                "E-04,市一,南市,铸造,开工,800,2024-05-01,是,CNY",
                "E-05,省一,某省,铸造,开工,1600,2024-05-01,是,CNY",
                "E-06,别处,某地,铸造,开工,3200,2024-05-01,是,CNY");
    }

    private String table(String columns, String table) {
        return String.join("; ", office.lines("SELECT " + columns + " FROM latest." + table));
    }

    /** A project of a city itself counts under its province, and one of the province under itself: a sum over a table loses none. */
    @Test
    void citiesAndProvincesAddUpToTheirCounties() {
        Commands.Answer night = office.nightly("2025-03-31");
        assertThat(night.code()).as(night.err()).isZero();
        assertThat(table("district_parent_name, project_count, total_investment", "by_city"))
                .isEqualTo("某省|2|24000000.00; 北市|2|3000000.00; 南市|1|4000000.00; 未归类|1|32000000.00");
        assertThat(table("district_parent_parent_name, project_count, total_investment", "by_province"))
                .isEqualTo("某省|5|31000000.00; 未归类|1|32000000.00");
        assertThat(table("district_parent_code, district_code, line_kind, project_count", "by_city_and_county"))
                .isEqualTo("X|X|member|1; X|S|member|1; N|D1|member|1; N|D2|member|1; S|D3|member|1;"
                        + " unassigned|unassigned|unassigned|1");
        assertThat(office.lines("SELECT 上级县区, 项目数 FROM 最新.分市项目")).contains("北市|2");
    }

    @Test
    void aParentThatIsNoMemberIsNamedWithItsLine() throws IOException {
        office.configure("reference/districts.csv", HEADER + "D1,东区,East District,东,N,1,,\n");
        Commands.Answer night = office.nightly("2025-03-31");
        assertThat(night.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(night.err())
                .contains("districts.csv:2", "上级“N”不在本表中", "the parent \"N\" is not a member of this table");
    }

    @Test
    void aMemberThatIsItsOwnParentIsNamedWithItsLine() throws IOException {
        office.configure(
                "reference/districts.csv", HEADER + "D1,东区,East District,东,D2,1,,\nD2,西区,West District,西,D1,2,,\n");
        Commands.Answer night = office.nightly("2025-03-31");
        assertThat(night.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(night.err()).contains("districts.csv:2", "form a cycle");
    }
}
