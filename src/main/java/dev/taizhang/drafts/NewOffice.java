package dev.taizhang.drafts;

import com.typesafe.config.ConfigUtil;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.Spelling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.io.FileUtils;

/**
 * The folder with which a new office begins: a configuration with comments that say what to change, and an empty inbox.
 *
 * @param settings values of {@code taizhang.conf}, by the last part of their keys
 * @param districts the reference table of its districts as CSV
 * @param clusters the reference table of its clusters as CSV
 * @param rules the folder of rules that it begins with; if that does not exist, it has none
 * @param feeds feeds drafted for its files
 */
public record NewOffice(
        Map<String, String> settings, String districts, String clusters, Path rules, List<DraftedFeeds.Draft> feeds) {
    /** The ending of drafts that a run does not read yet. */
    private static final String NOT_READY = ".draft";

    private static final Pattern VALUE = Pattern.compile("\\{\\{(\\w+)}}");

    /** Returns a reference table of districts as CSV, with codes and English names in pinyin. */
    public static String districts(List<String> names) {
        return table(
                DraftMessages.districts(),
                "districts",
                "d",
                names.stream().map(Pinyin::ofDistrict).toList());
    }

    /** Returns a reference table of clusters as CSV. */
    public static String clusters(List<String> names) {
        return table(
                DraftMessages.clusters(),
                "clusters",
                "c",
                names.stream().map(Pinyin::none).toList());
    }

    /** Adds members to a built-in table, with codes that are not names of other members. */
    private static String table(List<Bilingual> comments, String table, String letter, List<Pinyin> members) {
        Set<String> words = members.stream()
                .map(member -> Spelling.normal(member.name()))
                .collect(Collectors.toCollection(HashSet::new));
        StringBuilder text = new StringBuilder(commented(comments, table));
        int number = 0;
        for (Pinyin member : members) {
            number++;
            String code = member.code();
            if (code.isEmpty() || !words.add(code)) {
                code = letter + "%02d".formatted(number);
                while (!words.add(code)) {
                    number++;
                    code = letter + "%02d".formatted(number);
                }
            }
            text.append(CSVFormat.DEFAULT.format(code, member.name(), member.english(), "", "", "", "", ""))
                    .append('\n');
        }
        return text.toString();
    }

    private static String commented(List<Bilingual> comments, String table) {
        return comments.stream()
                        .flatMap(comment -> Stream.of(comment.zh(), comment.en()))
                        .map(line -> "# " + line + "\n")
                        .collect(Collectors.joining())
                + ReferenceTable.builtInText(table);
    }

    /** Returns the name of the file of a draft below {@code feeds}. */
    public static String fileOf(DraftedFeeds.Draft draft) {
        return draft.name() + ".conf" + (draft.objection().isPresent() ? NOT_READY : "");
    }

    /** Returns the names of the drafts in a configuration folder that no run reads yet. */
    public static List<String> unfinished(Path configuration) {
        Path feeds = configuration.resolve("feeds");
        if (!Files.isDirectory(feeds)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(feeds)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(NOT_READY))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Writes the folder as a whole or not at all.
     *
     * @param folder a folder that is empty or does not exist
     */
    public void write(Path folder) throws IOException {
        Path place = Files.exists(folder)
                ? folder.toRealPath()
                : folder.toAbsolutePath().normalize();
        Path parent = Files.createDirectories(place.getParent());
        Path begun = Files.createTempDirectory(parent, "." + place.getFileName() + "-");
        try {
            Files.createDirectory(begun.resolve("inbox"));
            Path conf = Files.createDirectory(begun.resolve("conf"));
            Files.writeString(conf.resolve("taizhang.conf"), settings(place));
            Path reference = Files.createDirectory(conf.resolve("reference"));
            Files.writeString(reference.resolve("districts.csv"), districts);
            Files.writeString(reference.resolve("clusters.csv"), clusters);
            Files.writeString(reference.resolve("statuses.csv"), commented(DraftMessages.statuses(), "statuses"));
            if (Files.isDirectory(rules)) {
                FileUtils.copyDirectory(rules.toFile(), conf.resolve("rules").toFile());
            }
            Path feedFolder = Files.createDirectory(conf.resolve("feeds"));
            for (DraftedFeeds.Draft feed : feeds) {
                Files.writeString(feedFolder.resolve(fileOf(feed)), feed.text());
            }
            Files.move(begun, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FileUtils.deleteQuietly(begun.toFile());
        }
    }

    private String settings(Path place) {
        Map<String, String> values = new HashMap<>(settings);
        values.put("inbox", place.resolve("inbox").toString());
        values.put("warehouse", place.resolve("warehouse").toString());
        return VALUE.matcher(ConfigurationFile.builtInText("drafts/taizhang.conf"))
                .replaceAll(value -> Matcher.quoteReplacement(ConfigUtil.quoteString(values.get(value.group(1)))));
    }
}
