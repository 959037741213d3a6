package dev.taizhang.definition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of a configuration, each with its content: those of an office, such as {@code feeds/projects.conf}, and those
 * that are built into the program and that none of the office replaces.
 *
 * @param contents the bytes of each file, by its name
 */
public record ConfigurationFiles(SortedMap<String, byte[]> contents) {
    /** Precedes the names of files that are built into the program. */
    public static final String BUILT_IN = "built-in/";

    private static final String REFERENCE = "reference/";

    /** An address of the web; whatever follows its host is often the secret that allows to post. */
    private static final Pattern WEB_ADDRESS =
            Pattern.compile("(https?://)(?:[^\\s\"/]*@)?([^\\s\"/?#]*)[/?#][^\\s\"]*");

    /** The endings of the files that are read in each folder of a configuration. */
    private static final Map<String, List<String>> FOLDERS = Map.of(
            "reference", List.of(".csv"),
            "feeds", List.of(".conf"),
            "rules", List.of(".conf"),
            "tables", List.of(".conf", ".sql"));

    /** Reads the files in a folder. */
    static ConfigurationFiles in(Path folder) {
        SortedMap<String, byte[]> own = new TreeMap<>();
        for (String name : List.of(Settings.FILE, DueDelivery.FILE)) {
            if (Files.exists(folder.resolve(name))) {
                own.put(name, bytes(folder.resolve(name)));
            }
        }
        FOLDERS.forEach((below, endings) -> {
            for (Path file : files(folder.resolve(below))) {
                String name = file.getFileName().toString();
                if (endings.stream().anyMatch(name::endsWith)) {
                    own.put(below + "/" + name, bytes(file));
                }
            }
        });
        return withBuiltIn(own);
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw ConfigurationMessages.fileUnreadable(file);
        }
    }

    /** Returns the files of an office with those that this version of the program has for the others. */
    private static ConfigurationFiles withBuiltIn(SortedMap<String, byte[]> own) {
        SortedMap<String, byte[]> all = new TreeMap<>(own);
        all.put(BUILT_IN + Settings.FILE, utf8(Settings.builtInText()));
        for (String table : Configuration.REFERENCES) {
            String name = reference(table);
            if (!own.containsKey(name)) {
                all.put(BUILT_IN + name, utf8(ReferenceTable.builtInText(table)));
            }
        }
        return new ConfigurationFiles(all);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String reference(String table) {
        return REFERENCE + table + ".csv";
    }

    /** Returns whether a file is built into the program. */
    public static boolean isBuiltIn(String name) {
        return name.startsWith(BUILT_IN);
    }

    /**
     * Returns these files with some of them as they are in another configuration: replaced, added or left out. What is
     * built into the program is always that of this version.
     */
    public ConfigurationFiles with(Collection<String> names, ConfigurationFiles other) {
        SortedMap<String, byte[]> own = new TreeMap<>(contents);
        own.keySet().removeAll(names);
        names.stream().filter(other::has).forEach(name -> own.put(name, other.contents.get(name)));
        own.keySet().removeIf(ConfigurationFiles::isBuiltIn);
        return withBuiltIn(own);
    }

    boolean has(String name) {
        return contents.containsKey(name);
    }

    String text(String name) {
        return new String(contents.get(name), StandardCharsets.UTF_8);
    }

    /** Returns the names of the files in a folder with an ending, without both, in order. */
    List<String> names(String folder, String ending) {
        return contents.keySet().stream()
                .filter(name -> name.startsWith(folder + "/") && name.endsWith(ending))
                .map(name -> name.substring(folder.length() + 1, name.length() - ending.length()))
                .toList();
    }

    /** Returns a file as a release keeps it: without the secrets of addresses. Passwords are in no file. */
    public byte[] kept(String name) {
        byte[] bytes = contents.get(name);
        if (!name.equals(Settings.FILE)) {
            return bytes;
        }
        // A charset in which all bytes remain as they are.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return WEB_ADDRESS.matcher(text).replaceAll("$1$2/...").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns the SHA-256 of each file as it is kept, by its name. */
    public SortedMap<String, String> hashes() {
        SortedMap<String, String> hashes = new TreeMap<>();
        contents.keySet().forEach(name -> hashes.put(name, Hashes.of(kept(name))));
        return hashes;
    }

    /** Returns the list of the files, in the form of {@code sha256sum}. */
    public String list() {
        return hashes().entrySet().stream()
                .map(file -> file.getValue() + "  " + file.getKey() + "\n")
                .collect(Collectors.joining());
    }

    /** Returns the SHA-256 of the list, which identifies the configuration. */
    public String hash() {
        return Hashes.of(list());
    }
}
