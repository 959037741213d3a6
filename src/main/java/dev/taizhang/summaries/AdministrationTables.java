package dev.taizhang.summaries;

import com.google.common.collect.Sets;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.ledger.Retention;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.StructType;

/**
 * The tables about the administration of the ledger that need more than a query: who delivered, how complete the data
 * are, and at which rates amounts were converted. Their heads are defined in {@code tables/administration.conf}.
 */
final class AdministrationTables {
    private static final Set<String> HEAD = Sets.union(TableHead.KEYS, Set.of("grain", "columns"));

    private static final Map<String, ComputedTable.Query> QUERIES = Map.of(
            "data_coverage",
            new DataCoverage(),
            ExchangeRatesUsed.NAME,
            new ExchangeRatesUsed(),
            "senders",
            new Senders());

    private AdministrationTables() {}

    static List<SummaryTable> all() {
        return ConfigurationFile.builtIn("tables/administration.conf", Set.of("tables"))
                .objects("tables", HEAD)
                .stream()
                .map(AdministrationTables::table)
                .toList();
    }

    private static SummaryTable table(ConfigurationFile head) {
        StructType columns = TableColumns.read(head);
        return new ComputedTable(
                TableHead.read(head, head.bilingual("sentence"), head.words("grain"), columns, Retention.EVERY_DATE),
                QUERIES.get(head.name()),
                List.of(),
                Optional.empty());
    }
}
