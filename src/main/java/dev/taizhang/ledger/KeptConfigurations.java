package dev.taizhang.ledger;

import dev.taizhang.definition.ConfigurationFiles;
import dev.taizhang.definition.FileAddress;
import dev.taizhang.definition.Hashes;
import dev.taizhang.definition.ReplacedFile;
import dev.taizhang.definition.StorageThreads;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The configurations of all releases, in the folder {@code definitions}. Each of their files is there once, under the
 * SHA-256 of its content. So is the list of the files of each configuration, and its SHA-256 is the hash that a release
 * records: from there every byte can be verified. Nothing in the folder ever changes.
 */
public final class KeptConfigurations {
    /** The folder in the warehouse. */
    static final String FOLDER = "definitions";

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final String SEPARATOR = "  ";

    private final Warehouse warehouse;

    public KeptConfigurations(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** Keeps a configuration before a release names it: whatever of it is not there yet, the list at the end. */
    public void keep(ConfigurationFiles files) {
        Map<String, Long> present = new HashMap<>();
        present().forEach(file -> present.put(file.getPath().getName(), file.getLen()));
        Map<String, byte[]> missing = new TreeMap<>();
        files.hashes().forEach((name, hash) -> missing.put(hash, files.kept(name)));
        missing.entrySet().removeIf(file -> Long.valueOf(file.getValue().length).equals(present.get(file.getKey())));
        StorageThreads.each(List.copyOf(missing.keySet()), hash -> write(hash, missing.get(hash)));
        byte[] list = files.list().getBytes(StandardCharsets.UTF_8);
        if (!Long.valueOf(list.length).equals(present.get(files.hash()))) {
            write(files.hash(), list);
        }
    }

    private Path write(String hash, byte[] content) {
        try {
            ReplacedFile.write(warehouse.files(), path(hash), out -> out.write(content));
            return path(hash);
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    private Path path(String hash) {
        return warehouse.path(FOLDER + "/" + hash);
    }

    /** Returns the files of the folder. */
    List<FileStatus> present() {
        try {
            return List.of(warehouse.files().listStatus(warehouse.path(FOLDER)));
        } catch (FileNotFoundException none) {
            return List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Returns the SHA-256 of each file of a configuration, by its name; empty if it is not kept, because an earlier
     * version of the program has published all releases that name it.
     *
     * @throws dev.taizhang.definition.Failure if the list is damaged
     */
    public Optional<SortedMap<String, String>> hashes(String configuration) {
        return read(configuration).map(list -> {
            SortedMap<String, String> hashes = new TreeMap<>();
            new String(list, StandardCharsets.UTF_8).lines().forEach(line -> {
                int end = line.indexOf(SEPARATOR);
                hashes.put(line.substring(end + SEPARATOR.length()), line.substring(0, end));
            });
            return hashes;
        });
    }

    /**
     * Returns the files of a configuration; empty if it is not kept.
     *
     * @throws dev.taizhang.definition.Failure if one of them is damaged or missing
     */
    public Optional<ConfigurationFiles> files(String configuration) {
        return hashes(configuration).map(hashes -> {
            List<String> names = List.copyOf(hashes.keySet());
            List<byte[]> contents = StorageThreads.each(names, name -> content(hashes.get(name), name));
            SortedMap<String, byte[]> files = new TreeMap<>();
            for (int nth = 0; nth < names.size(); nth++) {
                files.put(names.get(nth), contents.get(nth));
            }
            return new ConfigurationFiles(files);
        });
    }

    private byte[] content(String hash, String name) {
        return read(hash).orElseThrow(() -> LedgerMessages.definitionMissing(shown(hash), name));
    }

    private Optional<byte[]> read(String hash) {
        try (InputStream stream = warehouse.files().open(path(hash))) {
            byte[] content = stream.readAllBytes();
            if (!Hashes.of(content).equals(hash)) {
                throw LedgerMessages.definitionDamaged(shown(hash));
            }
            return Optional.of(content);
        } catch (FileNotFoundException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String shown(String hash) {
        return FileAddress.shown(path(hash));
    }

    /**
     * Verifies every file that releases name, and returns the number of their configurations that are kept.
     *
     * @throws dev.taizhang.definition.Failure if one of them is damaged or missing
     */
    public int verified(Collection<Release> releases) {
        List<SortedMap<String, String>> lists = lists(releases);
        SortedMap<String, String> names = new TreeMap<>();
        lists.forEach(list -> list.forEach((name, hash) -> names.put(hash, name)));
        StorageThreads.each(List.copyOf(names.keySet()), hash -> content(hash, names.get(hash)));
        return lists.size();
    }

    /** Returns the files of each configuration that is kept. */
    private List<SortedMap<String, String>> lists(Collection<Release> releases) {
        return StorageThreads.each(configurations(releases), this::hashes).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<String> configurations(Collection<Release> releases) {
        return releases.stream().map(Release::configurationHash).distinct().toList();
    }

    /**
     * Returns the files of the folder that no release names.
     *
     * @throws dev.taizhang.definition.Failure if a list is damaged, so that this is not known
     */
    List<FileStatus> unnamed(Collection<Release> releases) {
        Set<String> named = new TreeSet<>(configurations(releases));
        lists(releases).forEach(list -> named.addAll(list.values()));
        return present().stream()
                .filter(file -> HASH.matcher(file.getPath().getName()).matches())
                .filter(file -> !named.contains(file.getPath().getName()))
                .toList();
    }
}
