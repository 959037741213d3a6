package dev.taizhang.copies;

import dev.taizhang.definition.Hashes;
import dev.taizhang.definition.ReplacedFile;
import dev.taizhang.ledger.Warehouse;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * {@code SHA256SUMS}, the digest of every file of a folder of copies as it was written, in the form that {@code sha256sum
 * -c} reads.
 */
final class CopySums {
    static final String FILE = "SHA256SUMS";

    /** Sixty-four digits and two blanks stand before the name. */
    private static final int NAME = 66;

    private final Warehouse warehouse;
    private final Path folder;
    private final SortedMap<String, String> before;

    private CopySums(Warehouse warehouse, Path folder) throws IOException {
        this.warehouse = warehouse;
        this.folder = folder;
        this.before = stated(warehouse, folder);
    }

    /**
     * Begins before the files of a folder are written. The list is written again as it is, because by its time {@link
     * #complete} tells the files that are written from those that stay.
     */
    static CopySums begin(Warehouse warehouse, String folder) throws IOException {
        CopySums sums = new CopySums(warehouse, warehouse.path(folder));
        if (!sums.before.isEmpty()) {
            sums.write(sums.before);
        }
        return sums;
    }

    /** Lists the files. One that was not written since keeps its digest, so that damage to it is never taken for its content. */
    void complete() throws IOException {
        long begun = before.isEmpty()
                ? Long.MIN_VALUE
                : warehouse.files().getFileStatus(new Path(folder, FILE)).getModificationTime();
        SortedMap<String, String> now = new TreeMap<>();
        for (FileStatus file : files()) {
            String name = name(file.getPath());
            now.put(
                    name,
                    before.containsKey(name) && file.getModificationTime() < begun
                            ? before.get(name)
                            : digest(warehouse, file.getPath()));
        }
        if (!now.isEmpty()) {
            write(now);
        }
    }

    private String name(Path file) {
        return file.toUri().getPath().substring(folder.toUri().getPath().length() + 1);
    }

    private Iterable<FileStatus> files() throws IOException {
        SortedMap<String, FileStatus> files = new TreeMap<>();
        try {
            RemoteIterator<LocatedFileStatus> found = warehouse.files().listFiles(folder, true);
            while (found.hasNext()) {
                LocatedFileStatus file = found.next();
                String name = file.getPath().getName();
                if (!name.equals(FILE) && !name.endsWith(".part")) {
                    files.put(name(file.getPath()), file);
                }
            }
        } catch (FileNotFoundException none) {
            return files.values();
        }
        return files.values();
    }

    private void write(SortedMap<String, String> sums) throws IOException {
        ReplacedFile.print(warehouse.files(), new Path(folder, FILE), out -> {
            for (SortedMap.Entry<String, String> file : sums.entrySet()) {
                out.append(file.getValue()).append("  ").append(file.getKey()).append('\n');
            }
        });
    }

    /** Returns the digest of each file that a folder lists, by its name below the folder; empty without a list. */
    static SortedMap<String, String> stated(Warehouse warehouse, Path folder) throws IOException {
        SortedMap<String, String> stated = new TreeMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(warehouse.files().open(new Path(folder, FILE)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int name = Math.min(NAME, line.length());
                stated.put(line.substring(name), line.substring(0, name).strip());
            }
            return stated;
        } catch (FileNotFoundException none) {
            return stated;
        }
    }

    /** Returns the digest of a file; empty if it is missing. */
    static String digest(Warehouse warehouse, Path file) throws IOException {
        try (InputStream stream = warehouse.files().open(file)) {
            return Hashes.of(stream);
        } catch (FileNotFoundException missing) {
            return "";
        }
    }
}
