package dev.taizhang;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.taizhang.definition.Configuration;
import dev.taizhang.query.ReleaseFacts;
import dev.taizhang.summaries.OfficeTables;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A package imports only from packages before it, so that one row is followed through the tree once and never back. */
class PackageDirectionTest {
    private static final List<String> WAY = List.of(
            "definition",
            "feeds",
            "validated",
            "ledger",
            "facts",
            "cube",
            "summaries",
            "publication",
            "copies",
            "drafts",
            "query",
            "night",
            "terminal",
            "commands");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.taizhang");

    @Test
    void packagesImportOnlyWhatComesBeforeThem() {
        for (int stage = 0; stage < WAY.size(); stage++) {
            String[] later = WAY.subList(stage + 1, WAY.size()).stream()
                    .map(name -> "dev.taizhang." + name + "..")
                    .toArray(String[]::new);
            if (later.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage("dev.taizhang." + WAY.get(stage) + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(later)
                        .check(CLASSES);
            }
        }
    }

    /**
     * A stage gets the parts of the configuration that it needs. Only the reader of an office's tables, and what reads a release
     * by all of today's definitions, get the whole.
     */
    @Test
    void stagesDoNotGetTheWholeConfiguration() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.taizhang.ledger..",
                        "dev.taizhang.facts..",
                        "dev.taizhang.cube..",
                        "dev.taizhang.summaries..",
                        "dev.taizhang.publication..",
                        "dev.taizhang.copies..",
                        "dev.taizhang.drafts..",
                        "dev.taizhang.query..",
                        "dev.taizhang.terminal..")
                .and()
                .areNotAssignableTo(OfficeTables.class)
                .and()
                .areNotAssignableTo(ReleaseFacts.class)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Configuration.class)
                .check(CLASSES);
    }

    @Test
    void sampleCityStandsApart() {
        noClasses()
                .that()
                .resideInAPackage("dev.taizhang.sample..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        WAY.stream().map(name -> "dev.taizhang." + name + "..").toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void onlyCommandsWriteTheSampleCity() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.taizhang.sample..", "dev.taizhang.commands..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.taizhang.sample..")
                .check(CLASSES);
    }

    /** A command is for users; what two commands need has a room of its own. */
    @Test
    void commandsAreNotLibrariesToOneAnother() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Command")
                .should()
                .dependOnClassesThat(describe(
                        "are other commands",
                        other -> other.getSimpleName().endsWith("Command")
                                && other.getPackageName().equals("dev.taizhang.commands")))
                .check(CLASSES);
    }

    /** Called or named as {@code System::currentTimeMillis}. Kernel writes into its log when it commits; no figure depends on that. */
    @Test
    void onlyRunsAndCommandsReadTheClock() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.taizhang.night..", "dev.taizhang.commands..")
                .and()
                .haveSimpleNameNotContaining("TableMetadata")
                .should()
                .accessTargetWhere(describe("reads the clock", access -> readsTheClock(access.getTarget())))
                .check(CLASSES);
    }

    private static boolean readsTheClock(AccessTarget target) {
        String method = target.getOwner().getName() + "." + target.getName();
        boolean now = method.matches("java\\.time\\.[.\\w]+\\.now")
                && !(target instanceof AccessTarget.CodeUnitAccessTarget unit
                        && unit.getRawParameterTypes().stream()
                                .anyMatch(type -> type.isEquivalentTo(java.time.Clock.class)));
        return now
                || method.equals("java.lang.System.currentTimeMillis")
                || method.startsWith("java.time.Clock.system")
                || (method.equals("java.util.Date.<init>")
                        && target instanceof AccessTarget.CodeUnitAccessTarget made
                        && made.getRawParameterTypes().isEmpty());
    }

    /** Work that waits there for Spark waits for Parquet reads that finish in the same pool: no thread is left for them. */
    @Test
    void nothingRunsInTheCommonPool() {
        noClasses()
                .should()
                .callMethod(CompletableFuture.class, "supplyAsync", Supplier.class)
                .orShould()
                .callMethod(CompletableFuture.class, "runAsync", Runnable.class)
                .orShould()
                .callMethod(CompletableFuture.class, "thenApplyAsync", Function.class)
                .orShould()
                .callMethod(CompletableFuture.class, "thenAcceptAsync", Consumer.class)
                .orShould()
                .callMethod(CompletableFuture.class, "thenComposeAsync", Function.class)
                .orShould()
                .callMethod(ForkJoinPool.class, "commonPool")
                .orShould()
                .callMethodWhere(named("parallelStream").or(named("parallel")))
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaCall<?>> named(String method) {
        return DescribedPredicate.describe(
                "named " + method, call -> call.getName().equals(method));
    }
}
