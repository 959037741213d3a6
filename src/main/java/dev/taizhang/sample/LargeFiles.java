package dev.taizhang.sample;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a sample of any size as a few large files, one for each list and each month. All of them are open at the same
 * time, and each project is written to them before the next is drawn. Memory use therefore does not grow with the
 * number of projects.
 */
final class LargeFiles implements AutoCloseable {
    private static final String SENDER = "晋中市";

    private final Population population;
    private final KnownFacts known;
    private final Map<LocalDate, ParquetSheet> lists = new LinkedHashMap<>();
    private final Map<YearMonth, ParquetSheet> months = new LinkedHashMap<>();
    private final List<ShareSet> sets = new ArrayList<>();

    private LargeFiles(Population population, InboxWriter inbox) throws IOException {
        this.population = population;
        this.known = new KnownFacts(population.seed(), population.timeline());
        for (LocalDate date : population.timeline().listDates()) {
            String name = FileForm.PARQUET.fileName(date.toString(), SENDER, "重大项目清单");
            lists.put(date, new ParquetSheet(inbox.place(name), ListColumn.typedColumns()));
        }
        for (YearMonth month : population.timeline().months()) {
            String name = FileForm.PARQUET.fileName(month.toString(), SENDER, "项目进度");
            months.put(month, new ParquetSheet(inbox.place(name), ProgressColumn.columns(FileForm.PARQUET)));
        }
    }

    /** Writes all files and returns the facts that a reader must find in them. */
    static ObjectNode write(Population population, InboxWriter inbox) throws IOException {
        try (LargeFiles files = new LargeFiles(population, inbox)) {
            for (Project project : (Iterable<Project>) population.projects()::iterator) {
                files.add(project);
            }
            return files.finish(inbox);
        }
    }

    private void add(Project project) throws IOException {
        List<Listing> listings = Listing.of(project, population.timeline().listDates());
        for (Listing listing : listings) {
            lists.get(listing.date()).add(ListColumn.cells(listing, Manner.TYPED));
        }
        List<MonthReport> reports = new Spending(project)
                .months(population.seed()).stream()
                        .filter(report -> months.containsKey(report.month()))
                        .toList();
        for (MonthReport report : reports) {
            months.get(report.month())
                    .add(ProgressColumn.Line.of(project, report).cells(Manner.TYPED.unit()));
        }
        List<ShareSet> own = new Sharing(project, Timeline.END, population.seed()).ofLarge();
        sets.addAll(own);
        known.add(listings, reports, own);
    }

    private ObjectNode finish(InboxWriter inbox) throws IOException {
        close();
        lists.values().forEach(file -> inbox.add(SampleFile.Dataset.PROJECTS, file.rows(), List.of()));
        months.values().forEach(file -> inbox.add(SampleFile.Dataset.PROGRESS, file.rows(), List.of()));
        for (int year : population.timeline().years()) {
            inbox.write(YearTargets.deliver(year, district -> known.annualPlan(district, year)));
        }
        inbox.write(Allocations.deliver(Timeline.END, sets));
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        known.writeTo(tree);
        return tree;
    }

    @Override
    public void close() throws IOException {
        for (ParquetSheet file : lists.values()) {
            file.close();
        }
        for (ParquetSheet file : months.values()) {
            file.close();
        }
    }
}
