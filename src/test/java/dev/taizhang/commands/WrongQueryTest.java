package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A query that cannot be answered ends with exit code 2 and says why; one that would change something is never run. */
class WrongQueryTest {
    private static final String OVERVIEW = "SELECT project_count FROM latest.programme_overview";

    @TempDir
    private static Path folder;

    private static TestInbox office;

    @BeforeAll
    static void publishOneProject() throws IOException {
        office = TestInbox.below(folder);
        office.deliver("2025-03-31 东区 项目清单.csv", TestInbox.PROJECTS, "E-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY");
        assertThat(office.nightly("2025-03-31").code()).isZero();
    }

    @AfterAll
    static void theReleaseStillAnswers() {
        assertThat(office.lines(OVERVIEW)).containsExactly("1");
    }

    @ParameterizedTest(name = "{0} is not there; {1} is offered")
    @CsvSource({
        "latest.programme_overviw, latest.programme_overview",
        "programme_overview, latest.programme_overview",
        "ledger.project, ledger.projects",
        "总体情况, 最新.总体情况",
        "最新.总体状况, 最新.总体情况",
    })
    void theNearestTableIsOfferedForAnUnknownOne(String asked, String offered) {
        Commands.Answer answer = office.ask("SELECT * FROM " + asked);
        plainly(answer);
        assertThat(answer.err())
                .contains("没有表“" + asked + "”。是否想查 " + offered + "？")
                .contains("There is no table \"" + asked + "\". Did you mean " + offered + "?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE latest.programme_overview",
                "INSERT INTO ledger.projects VALUES (1)",
                "SET spark.sql.ansi.enabled = false",
                "DELETE FROM ledger.projects",
                "CREATE TABLE x AS SELECT 1",
                "SELECT 1; DROP TABLE x",
                "SELEC 1",
                "",
            })
    void whatIsNotOneSelectIsNotRun(String sql) {
        Commands.Answer answer = office.ask(sql);
        plainly(answer);
        assertThat(answer.err()).contains("只接受一条 SELECT").contains("takes one SELECT only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT no_such_column FROM latest.programme_overview",
                "SELECT count(1 FROM latest.programme_overview",
                "SELECT 1 / 0",
                "SELECT CAST('x' AS INT)",
            })
    void aSelectThatCannotBeAnsweredIsAMistakeOfTheQuery(String sql) {
        plainly(office.ask(sql));
    }

    private static void plainly(Commands.Answer answer) {
        assertThat(answer.code()).as(answer.err()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains("退出码 exit code 2").doesNotContain("\tat ", "Exception", "dev.taizhang.");
    }
}
