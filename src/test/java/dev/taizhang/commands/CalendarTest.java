package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dates on which two of the states that a night looks back at lie near each other. */
class CalendarTest {
    @TempDir
    private Path folder;

    @Test
    void inMidDecemberLastYearsSameDayIsNoYearEnd() throws IOException {
        TestInbox office = TestInbox.below(folder);
        office.publishing("programme_by_year");
        office.deliver("2024-11-30 东区 项目清单.csv", TestInbox.PROJECTS, "E-01,东一,东区,铸造,开工,100,2024-05-01,是,CNY");
        Commands.Answer night = office.nightly("2025-12-15");
        assertThat(night.code()).as(night.err()).isZero();
        assertThat(office.lines(
                        "SELECT year, project_count, total_investment FROM latest.programme_by_year ORDER BY year"))
                .containsExactly("2024|1|1000000.00", "2025|1|1000000.00");
    }
}
