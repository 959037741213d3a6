package dev.taizhang.night;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ConfigurationChange;
import dev.taizhang.definition.ConfigurationFiles;
import dev.taizhang.definition.Failure;
import dev.taizhang.ledger.DeliveryChange;
import dev.taizhang.ledger.PublishedTable;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.publication.MovedFigure;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.SummaryTable;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What moved the figures between two releases. The figures are computed again in steps: by this program, at the other
 * date, with the other deliveries, and with each file of the other configuration. Each step moves them by what its cause
 * alone changes on top of those before it, so that all of them add up exactly to the whole movement.
 *
 * @param causes what each step changes, in their order
 * @param moved the figures that any step moves; stage 0 is the one release, stage n the one after cause n
 */
public record Attribution(List<Cause> causes, List<MovedFigure> moved) {
    private static final Logger LOG = LoggerFactory.getLogger(Attribution.class);
    private static final String FEEDS = "feeds/";

    /** The table that is listed first. */
    private static final String FIRST = "programme_overview";

    /** What a step changes. */
    public enum Kind {
        /** From the program that published the one release to this one. */
        PROGRAM_SINCE,
        /** The date that the figures describe. */
        AS_OF_DATE,
        /** Deliveries that arrived, were read again or withdrawn. */
        DELIVERIES,
        /** A file of the configuration, or several of which none can be read without the others. */
        CONFIGURATION,
        /** From this program to the one that published the other release. */
        PROGRAM_OF_OTHER
    }

    /**
     * The cause of a step.
     *
     * @param of the names of the files, or the version or date before and after; empty for deliveries
     */
    public record Cause(Kind kind, List<String> of) {}

    /**
     * One of the two releases.
     *
     * @param files the configuration that computed it
     */
    public record Side(Release release, ConfigurationFiles files) {}

    /** From what a step computes. */
    private record Step(Cause cause, Release ledger, Definitions definitions, LocalDate date) {}

    /** A configuration with its tables. */
    private record Definitions(Configuration configuration, OfficeTables office) {
        /** Reads a configuration; messages about it name the release as its folder. */
        static Definitions of(Release release, ConfigurationFiles files) {
            try {
                Configuration configuration = Configuration.of(Path.of("release-" + release.number()), files);
                return new Definitions(configuration, OfficeTables.of(configuration));
            } catch (Failure unreadable) {
                throw NightMessages.configurationOfOtherVersion(release, unreadable);
            }
        }
    }

    /**
     * Attributes the movement of all small summary tables. The warehouse is not changed.
     *
     * @param deliveries what happened to deliveries
     * @throws Failure if this program cannot read one of the configurations
     */
    public static Attribution between(
            Supplier<SparkSession> spark, Warehouse warehouse, Side one, Side other, List<DeliveryChange> deliveries) {
        List<Step> steps = steps(one, other, deliveries);
        List<SummaryTable> tables = tables(steps.get(0), steps.get(steps.size() - 1));
        Recomputation recomputation = new Recomputation(spark, warehouse);
        List<MovedFigure.Stage> stages = new ArrayList<>();
        stages.add(published(warehouse, one.release(), tables));
        for (Step step : steps) {
            LOG.info(
                    "{}",
                    NightMessages.computingAgain(stages.size(), steps.size()).line());
            stages.add(recomputation.of(
                    step.ledger(),
                    step.definitions().configuration(),
                    step.definitions().office(),
                    step.date()));
        }
        stages.add(published(warehouse, other.release(), tables));
        List<Cause> causes = new ArrayList<>(steps.stream().map(Step::cause).toList());
        causes.add(new Cause(
                Kind.PROGRAM_OF_OTHER,
                List.of(NightlyJob.version(), other.release().codeVersion())));
        return new Attribution(causes, MovedFigure.among(tables, stages)).withoutUnmoved();
    }

    /** Returns the small tables of two steps: the whole programme, then what consists of facts, then the rest. */
    private static List<SummaryTable> tables(Step first, Step last) {
        Map<String, SummaryTable> tables = new TreeMap<>();
        Stream.of(first, last)
                .flatMap(step -> step.definitions().office().published().stream())
                .filter(table -> !table.isLarge())
                .forEach(table -> tables.put(table.name(), table));
        return tables.values().stream()
                .sorted(Comparator.comparing(
                                (SummaryTable table) -> !table.name().equals(FIRST))
                        .thenComparing(table -> table.breakdown().isEmpty()))
                .toList();
    }

    private static List<Step> steps(Side one, Side other, List<DeliveryChange> deliveries) {
        List<Step> steps = new ArrayList<>();
        Release first = one.release();
        LocalDate date = other.release().asOfDate();
        ConfigurationFiles files = one.files().with(Set.of(), other.files());
        Definitions definitions = Definitions.of(first, files);
        Cause program = new Cause(Kind.PROGRAM_SINCE, List.of(first.codeVersion(), NightlyJob.version()));
        steps.add(new Step(program, first, definitions, first.asOfDate()));
        if (!date.equals(first.asOfDate())) {
            Cause later = new Cause(Kind.AS_OF_DATE, List.of(first.asOfDate().toString(), date.toString()));
            steps.add(new Step(later, first, definitions, date));
        }
        if (!deliveries.isEmpty()) {
            steps.add(new Step(new Cause(Kind.DELIVERIES, List.of()), other.release(), definitions, date));
        }
        configurations(files, one, other)
                .forEach((names, changed) ->
                        steps.add(new Step(new Cause(Kind.CONFIGURATION, names), other.release(), changed, date)));
        return steps;
    }

    /** Returns what is configured after each changed file, with those files of which none can be read before the last. */
    private static Map<List<String>, Definitions> configurations(ConfigurationFiles first, Side one, Side other) {
        Map<List<String>, Definitions> configurations = new LinkedHashMap<>();
        ConfigurationFiles files = first;
        List<String> together = new ArrayList<>();
        Optional<Failure> unreadable = Optional.empty();
        for (ConfigurationChange change : ConfigurationChange.between(one.files(), other.files())) {
            if (isStep(change.name())) {
                together.add(change.name());
                files = files.with(List.of(change.name()), other.files());
                try {
                    configurations.put(List.copyOf(together), Definitions.of(other.release(), files));
                    together.clear();
                    unreadable = Optional.empty();
                } catch (Failure incomplete) {
                    unreadable = Optional.of(incomplete);
                }
            }
        }
        unreadable.ifPresent(failure -> {
            throw failure;
        });
        return configurations;
    }

    /** Whether a changed file can move figures of deliveries that are in the ledger: feeds only read later ones. */
    private static boolean isStep(String file) {
        return !ConfigurationFiles.isBuiltIn(file) && !file.startsWith(FEEDS);
    }

    private static MovedFigure.Stage published(Warehouse warehouse, Release release, Collection<SummaryTable> tables) {
        Map<String, List<Row>> rows = new TreeMap<>();
        for (SummaryTable table : tables) {
            String name = table.definition().name();
            Release.TableVersion version = release.tables().getOrDefault(name, Release.TableVersion.EMPTY);
            if (version.digests().containsKey(release.asOfDate().toString())) {
                rows.put(table.name(), new PublishedTable(warehouse, name, version).rows(Set.of(release.asOfDate())));
            }
        }
        return new MovedFigure.Stage(rows);
    }

    /** Returns the same without the programs if they move nothing: a release is then what this one computes. */
    private Attribution withoutUnmoved() {
        int end = causes.size();
        Attribution rest = moves(end) ? this : without(end);
        return rest.moves(1) ? rest : rest.without(1);
    }

    /** Returns how many figures a cause moves. */
    public long movedBy(int cause) {
        return moved.stream().filter(figure -> figure.movesAt(cause)).count();
    }

    private boolean moves(int cause) {
        return movedBy(cause) > 0;
    }

    private Attribution without(int cause) {
        List<Cause> others = new ArrayList<>(causes);
        others.remove(cause - 1);
        return new Attribution(
                List.copyOf(others),
                moved.stream().map(figure -> figure.without(cause)).toList());
    }
}
