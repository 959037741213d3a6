package dev.taizhang.validated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One text file of {@code src/test/resources/kinds}: what a sender delivered, and the expected outcome. The README there
 * describes the form.
 *
 * @param name the folder and the name of the text file
 * @param sections the parts of the file, each begun by a line {@code == word title}
 */
public record KindCase(String name, List<KindCase.Section> sections) {
    private static final Path FOLDER = Path.of("src/test/resources/kinds");
    private static final String MARK = "== ";

    /** A part of the text file: the word and the title of its first line, and the lines that follow it. */
    public record Section(String word, String title, List<String> lines) {
        String text() {
            return String.join("\n", lines);
        }
    }

    public static List<KindCase> all() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            List<KindCase> cases = new ArrayList<>();
            for (Path file : files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList()) {
                String name = FOLDER.relativize(file).toString().replace(".txt", "");
                cases.add(of(name, file));
            }
            return cases;
        }
    }

    static KindCase of(String name, Path file) throws IOException {
        return new KindCase(name, sections(Files.readAllLines(file)));
    }

    private static List<Section> sections(List<String> lines) {
        List<Section> sections = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(MARK)) {
                String[] head = line.substring(MARK.length()).split(" ", 2);
                open = new ArrayList<>();
                sections.add(new Section(head[0], head.length == 1 ? "" : unquoted(head[1]), open));
            } else if (!line.isEmpty()) {
                open.add(line);
            }
        }
        return Collections.unmodifiableList(sections);
    }

    /** A title may be quoted so that a blank at its end is visible. */
    private static String unquoted(String title) {
        boolean quoted = title.length() > 1 && title.startsWith("\"") && title.endsWith("\"");
        return quoted ? title.substring(1, title.length() - 1) : title;
    }

    Optional<Section> find(String word) {
        return sections.stream().filter(section -> section.word().equals(word)).findFirst();
    }

    /** The name under which the file was delivered. */
    public String fileName() {
        return find("file").orElseThrow().title();
    }

    /** The delivered file; its lines may have been changed. */
    public byte[] bytes() {
        return KindFile.of(this);
    }

    /** The feed that reads files whose names begin with a prefix. */
    public String feed(String prefix) {
        return KindOffice.feed(this) + "\nfiles = \"" + prefix + "*\"\n";
    }

    /** Whether its feed is a mistake that no run can begin with. */
    public boolean isWrongConfiguration() {
        return outcome().contains("configuration error");
    }

    /** The columns whose values the outcome states of each accepted row. */
    List<String> columns() {
        return List.of(find("outcome").orElseThrow().title().split(" "));
    }

    /** The expected outcome without the words that its sentences contain. */
    List<String> outcome() {
        return find("outcome").orElseThrow().lines().stream()
                .filter(line -> !line.startsWith("says "))
                .toList();
    }

    /** The words that the sentences of the outcome contain. */
    List<String> says() {
        return find("outcome").orElseThrow().lines().stream()
                .filter(line -> line.startsWith("says "))
                .map(line -> line.substring(5))
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
