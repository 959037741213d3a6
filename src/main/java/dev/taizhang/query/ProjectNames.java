package dev.taizhang.query;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.levenshtein;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.when;

import dev.taizhang.definition.Failure;
import dev.taizhang.definition.Spelling;
import dev.taizhang.definition.Steps;
import dev.taizhang.facts.ProjectState;
import dev.taizhang.facts.Successions;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Finds a project of a release by its code, its name or a part of its name. */
public final class ProjectNames {
    private static final String CODE = "project_code";
    private static final String NAME = "project_name";
    private static final String CLOSENESS = "closeness";

    private final Dataset<Row> projects;
    private final Successions codes;

    /**
     * Reads the projects as of a date.
     *
     * @param codes the present codes of projects
     */
    public ProjectNames(ReleaseFacts facts, LocalDate asOf, Successions codes) {
        this.projects = codes.renamed(
                        facts.spark(),
                        Steps.from(facts.read(ProjectState.TABLE, asOf)).select(CODE, NAME, "district"),
                        CODE)
                .rows();
        this.codes = codes;
    }

    /**
     * Returns the code of a project.
     *
     * @param given its code or a former one, its name or a part of its name
     * @throws Failure if there is none, or if there are several; the message lists them
     */
    public String code(String given) {
        String word = codes.present(given.strip());
        Dataset<Row> similar = projects.withColumn(
                        CLOSENESS,
                        when(col(CODE).equalTo(word), 1)
                                .when(col(NAME).equalTo(word), 2)
                                .when(lower(col(NAME)).contains(word.toLowerCase(Locale.ROOT)), 3))
                .where(col(CLOSENESS).isNotNull());
        Row closest = similar.groupBy(CLOSENESS).count().orderBy(CLOSENESS).takeAsList(1).stream()
                .findFirst()
                .orElseThrow(() -> QueryMessages.noProject(given, nearest(word)));
        List<Row> found = similar.where(col(CLOSENESS).equalTo(closest.get(0)))
                .drop(CLOSENESS)
                .orderBy(CODE)
                .takeAsList(QueryMessages.MOST_PROJECTS);
        if (closest.getLong(1) > 1) {
            throw QueryMessages.severalProjects(
                    given,
                    closest.getLong(1),
                    found.stream().map(ProjectNames::line).toList());
        }
        return found.get(0).getAs(CODE);
    }

    private Optional<String> nearest(String word) {
        List<Row> nearest = projects.select(explode(array(col(CODE), col(NAME))).as(NAME))
                .where(col(NAME).isNotNull())
                .orderBy(levenshtein(col(NAME), lit(word)), col(NAME))
                .takeAsList(1);
        return Spelling.nearest(
                word, nearest.stream().map(row -> row.getString(0)).toList());
    }

    private static String line(Row row) {
        return row.mkString(" ");
    }
}
