package dev.taizhang.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Collections2;
import dev.taizhang.validated.DeliveredColumns;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which columns are missing in the latest deliveries of a sender, in every order of their arrival. */
class MissingColumnsTest {
    /**
     * Each delivery is written as sender, feed, month, columns with values, and unused headers. A column in parentheses
     * has no value, and ? means that the columns are unknown.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # a renamed header
            东 f 1 plan -; 东 f 2 - 2025年计划           | 东 plan 2025年计划
            # of the unused headers only those that are new may be the column
            东 f 1 plan 序号; 东 f 2 - 序号,2025年计划   | 东 plan 2025年计划
            # no unused header
            东 f 1 plan -; 东 f 2 - -                    | 东 plan -
            # never delivered, or never with a value
            东 f 1 - -; 东 f 2 - 2025年计划              |
            东 f 1 (plan) -; 东 f 2 - 2025年计划         |
            # blank is not missing
            东 f 1 plan -; 东 f 2 (plan) -               |
            # another sender
            东 f 1 plan -; 西 f 2 - 2025年计划           |
            # corrected later, or beside it
            东 f 1 plan -; 东 f 2 - x; 东 f 3 plan -     |
            东 f 1 plan -; 东 f 2 - x; 东 f 2 plan -     |
            东 f 1 plan -; 东 f 2 - x; 东 g 2 plan -     |
            # only the last delivery counts
            东 f 1 plan -; 东 f 2 - x; 东 f 3 - x        |
            东 f 1 plan -; 东 f 2 plan -; 东 f 3 - x     | 东 plan x
            # a short form through another feed lacks nothing
            东 f 1 plan -; 东 g 2 - -; 东 f 3 plan -; 东 g 4 - - |
            # a form that a new feed reads
            东 f 1 plan -; 东 g 2 - x                    | 东 plan x
            # unknown columns make no statement
            东 f 1 ? -; 东 f 2 - x                       |
            东 f 1 plan -; 东 f 2 ? -                    |
            东 f 1 plan -; 东 f 2 - x; 东 f 2 ? -        |
            """)
    void isReportedInEveryOrderOfArrival(String deliveries, String expected) {
        List<String> all = List.of(deliveries.split(";"));
        for (List<String> order : Collections2.permutations(all)) {
            List<ComparedDelivery> arrived = new ArrayList<>();
            order.forEach(one -> arrived.add(delivery(one.strip(), arrived.size() + 1)));
            assertThat(MissingColumns.ofLatest(arrived.stream()).stream()
                            .map(missing -> missing.sender() + " " + missing.column() + " "
                                    + (missing.unusedHeaders().isEmpty() ? "-" : missing.headers()))
                            .collect(Collectors.joining("; ")))
                    .as("%s", order)
                    .isEqualTo(expected == null ? "" : expected);
        }
    }

    private static ComparedDelivery delivery(String words, long number) {
        String[] part = words.split(" ", -1);
        List<String> columns = names(part[3]);
        return new ComparedDelivery(
                number,
                number,
                "projects",
                part[0],
                part[1],
                words,
                LocalDate.of(2025, Integer.parseInt(part[2]), 1),
                null,
                part[3].equals("?")
                        ? null
                        : new DeliveredColumns(
                                columns.stream()
                                        .map(name -> name.replaceAll("[()]", ""))
                                        .toList(),
                                columns.stream()
                                        .filter(name -> !name.startsWith("("))
                                        .toList(),
                                names(part[4])));
    }

    private static List<String> names(String words) {
        return words.equals("-") ? List.of() : Arrays.asList(words.split(","));
    }
}
