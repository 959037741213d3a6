package dev.taizhang.query;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lower;

import dev.taizhang.definition.Failure;
import dev.taizhang.definition.Spelling;
import dev.taizhang.facts.ProjectState;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Finds a project of a release by its code, its name or a part of its name. */
public final class ProjectNames {
    private static final String CODE = "project_code";
    private static final String NAME = "project_name";

    private final Dataset<Row> projects;

    /** Reads the projects as of a date. */
    public ProjectNames(ReleaseFacts facts, LocalDate asOf) {
        this.projects = facts.read(ProjectState.TABLE, asOf).select(CODE, NAME, "district");
    }

    /**
     * Returns the code of a project.
     *
     * @param given its code, its name or a part of its name
     * @throws Failure if there is none, or if there are several; the message lists them
     */
    public String code(String given) {
        String word = given.strip();
        List<Row> similar = projects.where(
                        col(CODE).equalTo(word).or(lower(col(NAME)).contains(word.toLowerCase(Locale.ROOT))))
                .orderBy(CODE)
                .collectAsList();
        List<Row> found = Stream.<Predicate<Row>>of(
                        row -> row.<String>getAs(CODE).equals(word), row -> word.equals(row.getAs(NAME)), row -> true)
                .map(condition -> similar.stream().filter(condition).toList())
                .filter(rows -> !rows.isEmpty())
                .findFirst()
                .orElseThrow(() -> QueryMessages.noProject(given, nearest(word)));
        if (found.size() > 1) {
            throw QueryMessages.severalProjects(
                    given, found.stream().map(ProjectNames::line).toList());
        }
        return found.get(0).getAs(CODE);
    }

    private Optional<String> nearest(String word) {
        List<Row> all = projects.collectAsList();
        return Spelling.nearest(
                word,
                all.stream()
                        .flatMap(row -> Stream.of(row.<String>getAs(CODE), row.<String>getAs(NAME)))
                        .filter(name -> name != null)
                        .toList());
    }

    private static String line(Row row) {
        return row.mkString(" ");
    }
}
