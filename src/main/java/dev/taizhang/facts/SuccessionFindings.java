package dev.taizhang.facts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import com.google.common.collect.Maps;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Money;
import dev.taizhang.definition.NamedRow;
import dev.taizhang.definition.Steps;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** What is odd about the successions in force as of a date, and about what senders deliver under the codes that changed. */
public final class SuccessionFindings {
    /** One row per dataset, project, subject and rule. */
    public static final StructType COLUMNS =
            StructType.fromDDL("dataset STRING, project_code STRING, subject STRING, rule STRING, value STRING,"
                    + " delivery_number BIGINT, sentence_zh STRING, sentence_en STRING");

    private static final String PROJECT = "project_code";
    private static final StructType CODES = StructType.fromDDL("code STRING, since DATE");
    private static final StructType ENDED = StructType.fromDDL("project_code STRING");

    private final Facts facts;
    private final SparkSession spark;
    private final StatedSuccessions stated;
    private final SuccessionKinds kinds;

    /** Those after which a code no longer exists, by the code. */
    private final SortedMap<String, Succession> endings = new TreeMap<>();

    private final Map<Subject, Row> found = new LinkedHashMap<>();

    /** What a finding is about: there is one of a rule. */
    private record Subject(String dataset, String project, String subject, String rule) {}

    /** The rows of a dataset that have a code: the date of the last one, and how many there are since the code ended. */
    private record Use(LocalDate last, long rows, long delivery) {}

    private SuccessionFindings(SparkSession spark, Facts facts) {
        this.facts = facts;
        this.spark = spark;
        this.stated = facts.ledger().successions().stated();
        this.kinds = facts.ledger().successions().kinds();
        stated.counted().stream().filter(one -> !one.goesOn()).forEach(one -> endings.put(one.oldCode(), one));
    }

    /** Returns the findings; nothing is read if no succession is stated. */
    public static List<Row> of(SparkSession spark, Facts facts) {
        SuccessionFindings findings = new SuccessionFindings(spark, facts);
        findings.notCounted();
        findings.stated.counted().forEach(findings::unlisted);
        findings.oldCodesInUse();
        findings.investment();
        return List.copyOf(findings.found.values());
    }

    private void add(Subject about, Object value, Long delivery, Bilingual sentence) {
        found.put(
                about,
                NamedRow.of(COLUMNS)
                        .with("dataset", about.dataset)
                        .with(PROJECT, about.project)
                        .with("subject", about.subject)
                        .with("rule", about.rule)
                        .with("value", value.toString())
                        .with("delivery_number", delivery)
                        .with("sentence_zh", sentence.zh())
                        .with("sentence_en", sentence.en())
                        .row());
    }

    private void add(Succession one, String subject, String rule, Object value, Bilingual sentence) {
        add(new Subject(Datasets.SUCCESSIONS.name(), one.oldCode(), subject, rule), value, one.delivery(), sentence);
    }

    private static String codes(Collection<String> codes) {
        return String.join(", ", codes);
    }

    private void notCounted() {
        stated.circular()
                .forEach(one -> add(
                        one,
                        codes(one.newCodes()),
                        "succession_circular",
                        one.date(),
                        SuccessionMessages.circular(one)));
        stated.repeated().forEach(one -> {
            Succession first = endings.get(one.oldCode());
            if (!first.newCodes().equals(one.newCodes())) {
                add(
                        one,
                        codes(one.newCodes()),
                        "succession_repeated",
                        one.date(),
                        SuccessionMessages.repeated(one, first));
            }
        });
    }

    private void unlisted(Succession one) {
        if (kinds.isUnknown(one.oldCode()) && !one.others().isEmpty()) {
            add(one, "", "succession_unlisted", one.oldCode(), SuccessionMessages.unknown(one));
        }
        one.others().stream().filter(next -> !kinds.isListed(next)).forEach(next -> {
            Bilingual sentence = kinds.isRenamed(one.oldCode())
                    ? SuccessionMessages.renamedUnlisted(one, next)
                    : one.goesOn() || kinds.ended().containsKey(one.oldCode())
                            ? SuccessionMessages.partUnlisted(one, next)
                            : SuccessionMessages.waiting(one, next);
            add(one, next, "succession_unlisted", next, sentence);
        });
    }

    private void oldCodesInUse() {
        SortedMap<String, Succession> old = new TreeMap<>(Maps.filterKeys(endings, kinds.oldSince()::containsKey));
        if (old.isEmpty()) {
            return;
        }
        Map<String, String> senders = facts.ledger().delivered().deliveries().stream()
                .collect(Collectors.toMap(row -> row.getAs("delivery_number").toString(), row -> row.getAs("sender")));
        uses(old)
                .forEach((dataset, uses) -> old.forEach((code, one) -> {
                    Use use = uses.get(code);
                    boolean isLast = use != null
                            && use.rows() > 0
                            && one.others().stream()
                                    .flatMap(next -> kinds.from(next).stream())
                                    .map(uses::get)
                                    .noneMatch(
                                            next -> next != null && next.last().isAfter(use.last()));
                    if (isLast) {
                        add(
                                new Subject(dataset, kinds.present(code), code, "old_code_in_use"),
                                use.last(),
                                use.delivery(),
                                SuccessionMessages.inUse(
                                        one,
                                        senders.getOrDefault(Long.toString(use.delivery()), ""),
                                        use.rows(),
                                        use.last(),
                                        kinds.isRenamed(code)
                                                ? SuccessionMessages.COUNTED
                                                : SuccessionMessages.NO_LONGER_COUNTED));
                    }
                }));
    }

    /** Returns by dataset how each old code and each of its successors is used. */
    private Map<String, Map<String, Use>> uses(SortedMap<String, Succession> old) {
        Map<String, Row> codes = new TreeMap<>();
        old.values().stream()
                .flatMap(one -> one.others().stream())
                .flatMap(next -> kinds.from(next).stream())
                .forEach(code -> codes.put(code, RowFactory.create(code, null)));
        old.forEach((code, one) -> codes.put(
                code, RowFactory.create(code, Date.valueOf(kinds.oldSince().get(code)))));
        Steps wanted = Steps.from(spark, List.copyOf(codes.values()), CODES);
        Map<String, Map<String, Use>> uses = new TreeMap<>();
        Datasets.ALL.stream()
                .filter(dataset ->
                        dataset.has(PROJECT) && facts.ledger().delivered().hasRows(dataset))
                .map(dataset -> uses(dataset, wanted))
                .reduce(Steps::union)
                .ifPresent(rows -> rows.collect()
                        .forEach(row -> uses.computeIfAbsent(row.getString(0), dataset -> new HashMap<>())
                                .put(
                                        row.getString(1),
                                        new Use(row.getDate(2).toLocalDate(), row.getLong(3), row.getLong(4)))));
        return uses;
    }

    private Steps uses(DatasetDefinition dataset, Steps wanted) {
        return Steps.from(facts.ledger().delivered().accepted(dataset))
                .select(col(PROJECT), expr(dataset.rowDate().orElseThrow()).as("row_date"), col("delivery_number"))
                .where("row_date <= " + AsOf.literal(facts.asOf().date()))
                .join(wanted.broadcast(), expr(PROJECT + " = code"), "inner")
                .group(
                        Steps.columns(PROJECT),
                        expr("max(row_date)").as("last_date"),
                        expr("count_if(row_date >= since)").as("row_count"),
                        expr("max_by(delivery_number, struct(row_date, delivery_number))")
                                .as("delivery_number"))
                .select(
                        lit(dataset.name()).as("dataset"),
                        col(PROJECT),
                        col("last_date"),
                        col("row_count"),
                        col("delivery_number"));
    }

    /** Adds what projects that ended in the year had invested in it, which the current tables do not have. */
    private void investment() {
        LocalDate year = facts.asOf().yearStart();
        Map<String, SuccessionKinds.Change> ended =
                Maps.filterValues(kinds.ended(), change -> !change.since().isBefore(year));
        if (ended.isEmpty() || !facts.ledger().delivered().hasRows(Datasets.PROGRESS)) {
            return;
        }
        List<Row> codes =
                ended.keySet().stream().map(code -> RowFactory.create(code)).toList();
        Steps.from(facts.months())
                .where("report_month >= " + AsOf.literal(year))
                .join(Steps.from(spark, codes, ENDED).broadcast(), List.of(PROJECT), "inner")
                .group(
                        Steps.columns(PROJECT, "currency"),
                        expr("sum(invested_since_last)").as("invested"))
                .where("invested <> 0")
                .collect()
                .forEach(row -> {
                    Succession one = endings.get(row.getString(0));
                    BigDecimal invested = Money.inWholeUnits(row.getLong(2), row.getString(1));
                    add(
                            one,
                            row.getString(1),
                            "succession_investment",
                            invested,
                            SuccessionMessages.investment(
                                    one, ended.get(one.oldCode()).by(), invested, row.getString(1)));
                });
    }
}
