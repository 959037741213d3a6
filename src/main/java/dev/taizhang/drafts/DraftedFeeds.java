package dev.taizhang.drafts;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.Spelling;
import dev.taizhang.feeds.DeliveryReader;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.FeedFiles;
import dev.taizhang.feeds.FileGuard;
import dev.taizhang.feeds.FilePreview;
import dev.taizhang.feeds.Refusal;
import dev.taizhang.feeds.SourceRow;
import dev.taizhang.validated.CellText;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Feeds drafted for files, one for all files that differ in nothing but their names, and tried on each of them. */
public final class DraftedFeeds {
    /** Cells with several names, which are the name of no member. */
    private static final Pattern SEVERAL = Pattern.compile("[、,，;；/|\\n]");

    /** The names of files do not matter while they are read. */
    private static final FileNames ANY = new FileNames(List.of("*"), Optional.empty());

    /** A file and its draft. */
    private record Drafted(Path file, FeedDraft draft) {
        String name() {
            return file.getFileName().toString();
        }
    }

    /** Files with the same draft, and the reason why that does not read all of them. */
    private record Group(List<Drafted> files, Optional<Bilingual> objection) {
        FeedDraft draft() {
            return files.get(0).draft();
        }

        List<String> names() {
            return files.stream().map(Drafted::name).toList();
        }
    }

    /**
     * A drafted feed.
     *
     * @param name its name
     * @param files the files that it is drafted for
     * @param text the draft as HOCON
     * @param objection the reason why it does not read all of these files yet; empty if it does
     */
    public record Draft(String name, List<Path> files, String text, Optional<Bilingual> objection) {}

    private final ReferenceTable units;
    private final Map<String, String> districts = new LinkedHashMap<>();
    private final Map<String, String> clusters = new LinkedHashMap<>();
    private final List<Group> groups;

    /**
     * Drafts feeds for files, and reads these.
     *
     * @param known feeds whose headers are additional names of columns
     * @param units the reference table of units
     * @throws Failure if one of the files cannot be read, or has no header
     */
    public DraftedFeeds(List<Path> files, List<Feed> known, ReferenceTable units) {
        this.units = units;
        Map<String, List<Drafted>> alike = files.stream()
                .flatMap(file -> drafted(file, known).stream())
                .collect(
                        Collectors.groupingBy(file -> file.draft().text(ANY), LinkedHashMap::new, Collectors.toList()));
        this.groups = alike.values().stream()
                .map(same -> new Group(same, objection(same, ANY)))
                .toList();
    }

    private static List<Drafted> drafted(Path file, List<Feed> known) {
        String name = file.getFileName().toString();
        try {
            return FileGuard.read(name, () -> FeedDraft.of(name, FilePreview.at(file), known)).stream()
                    .map(draft -> new Drafted(file, draft))
                    .toList();
        } catch (Refusal unreadable) {
            throw DraftMessages.noDraft(file, unreadable);
        }
    }

    /** Returns the names of the districts of all projects in the files. */
    public List<String> districts() {
        return List.copyOf(districts.values());
    }

    /** Returns the names of the clusters of all projects in the files. */
    public List<String> clusters() {
        return List.copyOf(clusters.values());
    }

    /**
     * Returns the drafts.
     *
     * @param senders names of districts, which are the senders of files that have them in their names
     */
    public List<Draft> drafts(Collection<String> senders) {
        Map<String, Integer> numbers = new TreeMap<>();
        return groups.stream()
                .map(group -> {
                    String dataset = group.draft().dataset();
                    int number = numbers.merge(dataset, 1, Integer::sum);
                    FileNames names = names(group, senders);
                    return new Draft(
                            dataset + (number == 1 ? "" : "-" + number),
                            group.files().stream().map(Drafted::file).toList(),
                            group.draft().text(names),
                            group.objection().flatMap(objection -> objection(group.files(), names)));
                })
                .toList();
    }

    /** Two feeds of one dataset may not match the same file, so patterns that would are replaced by the names alone. */
    private FileNames names(Group group, Collection<String> senders) {
        FileNames names = FileNames.of(
                group.files().stream()
                        .map(file -> file.draft().pattern())
                        .distinct()
                        .toList(),
                senders);
        boolean matchOthers = groups.stream()
                .filter(other -> !other.equals(group))
                .filter(other -> other.draft().dataset().equals(group.draft().dataset()))
                .flatMap(other -> other.names().stream())
                .anyMatch(names::match);
        return matchOthers ? FileNames.exactly(group.names()) : names;
    }

    /** Reads the files of one draft, whose names may state the district. */
    private Optional<Bilingual> objection(List<Drafted> files, FileNames names) {
        FeedDraft draft = files.get(0).draft();
        try {
            Feed feed = FeedFiles.drafted(draft.text(names), draft.dataset(), units);
            files.forEach(file -> FileGuard.read(file.name(), () -> read(file, feed)));
            return Optional.empty();
        } catch (Failure incomplete) {
            return Optional.of(incomplete.problem());
        } catch (Refusal refused) {
            return Optional.of(refused.sentence());
        }
    }

    private Void read(Drafted file, Feed feed) {
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            new DeliveryReader(feed, units, ZoneOffset.UTC, file.name())
                    .rows(file.file(), opened::add)
                    .forEachRemaining(row -> note(row, feed));
            return null;
        } finally {
            opened.forEach(DraftedFeeds::close);
        }
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception stuck) {
            throw new IllegalStateException(stuck);
        }
    }

    private void note(SourceRow row, Feed feed) {
        if (row.leftOut() == null && feed.dataset().equals(Datasets.PROJECTS)) {
            note(row, feed, "district", districts);
            note(row, feed, "cluster", clusters);
        }
    }

    private static void note(SourceRow row, Feed feed, String column, Map<String, String> names) {
        String name = new CellText(feed).present(row.cells()[feed.dataset().indexOf(column)]);
        if (name != null && !SEVERAL.matcher(name).find()) {
            names.putIfAbsent(Spelling.normal(name), name.strip());
        }
    }
}
