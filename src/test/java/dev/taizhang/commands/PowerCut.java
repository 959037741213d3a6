package dev.taizhang.commands;

import dev.taizhang.ledger.BreakingFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.apache.commons.io.FileUtils;

/**
 * What a disk has after a power cut at a moment of a run: what was synced until then, and of the rest whatever chance has kept.
 * Java's flight recorder has seen each change of the disk and each sync.
 *
 * @param root the folder in which the run has worked
 * @param events its changes and syncs, in order
 * @param before a copy of the folder before the run
 */
record PowerCut(Path root, List<RecordedEvent> events, Path before) {
    private static final String SYNC = "jdk.FileForce";

    /** A file that is linked to its final name once it is complete, see {@code NewFile}. */
    private static final Pattern LINKED =
            Pattern.compile("\\.(.+)\\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.tmp");

    /** Records a run in a folder. */
    static <T> T recorded(Path to, Callable<T> run) throws Exception {
        try (Recording recording = new Recording()) {
            recording.enable(SYNC).withoutThreshold().withoutStackTrace();
            recording.enable(BreakingFileSystem.Change.class).withoutThreshold();
            recording.start();
            T answer = run.call();
            recording.stop();
            recording.dump(to);
            return answer;
        }
    }

    static PowerCut of(Path root, Path recording, Path before) throws IOException {
        List<RecordedEvent> events = RecordingFile.readAllEvents(recording).stream()
                .filter(event -> isSync(event)
                        || event.getEventType().getName().equals(BreakingFileSystem.Change.class.getName()))
                .filter(event -> file(event).startsWith(root))
                .sorted(Comparator.comparing(RecordedEvent::getEndTime))
                .toList();
        return new PowerCut(root, events, before);
    }

    private static boolean isSync(RecordedEvent event) {
        return event.getEventType().getName().equals(SYNC);
    }

    private static Path file(RecordedEvent event) {
        return Path.of(event.getString(isSync(event) ? "path" : "file"));
    }

    /** A name that a run has given: whether it, and the content, is sure to be on the disk. */
    private static final class Name {
        private final boolean folder;
        private boolean synced;
        private boolean contentSynced;

        Name(boolean folder, boolean contentSynced) {
            this.folder = folder;
            this.contentSynced = contentSynced;
        }
    }

    /**
     * Makes a folder as the disk is after a cut.
     *
     * @param moment how many events there were before it
     */
    void cut(int moment, Path target, Random random) throws IOException {
        FileUtils.copyDirectory(before.toFile(), target.toFile());
        Map<Path, Name> names = new TreeMap<>();
        Set<Path> deleted = new HashSet<>();
        Map<Path, Integer> lastSyncs = lastSyncs();
        for (int nth = 0; nth < moment; nth++) {
            RecordedEvent event = events.get(nth);
            if (isSync(event)) {
                sync(file(event), names);
                if (lastSyncs.get(file(event)) == nth) {
                    link(file(event), names);
                }
            } else {
                change(event, names, deleted);
            }
        }
        for (Path file : deleted) {
            if (random.nextBoolean()) {
                FileUtils.deleteQuietly(target.resolve(root.relativize(file)).toFile());
            }
        }
        for (Map.Entry<Path, Name> name : names.entrySet()) {
            Path place = root.relativize(name.getKey());
            if ((name.getValue().synced || random.nextBoolean())
                    && Files.exists(target.resolve(place).getParent())) {
                put(name, target.resolve(place), random);
            }
        }
    }

    /** Whether the run has changed something below a folder of its own before a moment. */
    boolean hasChanged(String below, int moment) {
        return events.subList(0, moment).stream().anyMatch(event -> file(event).startsWith(root.resolve(below)));
    }

    private static void sync(Path file, Map<Path, Name> names) {
        names.forEach((path, name) -> {
            if (path.getParent().equals(file)) {
                name.synced = true;
            }
        });
        Name own = names.get(file);
        if (own != null) {
            own.contentSynced = true;
        }
    }

    /** The last sync of a file that is linked is made before the link. */
    private static void link(Path file, Map<Path, Name> names) {
        Matcher linked = LINKED.matcher(file.getFileName().toString());
        if (linked.matches()) {
            names.put(file.resolveSibling(linked.group(1)), new Name(false, true));
        }
    }

    private Map<Path, Integer> lastSyncs() {
        Map<Path, Integer> last = new TreeMap<>();
        for (int nth = 0; nth < events.size(); nth++) {
            if (isSync(events.get(nth))) {
                last.put(file(events.get(nth)), nth);
            }
        }
        return last;
    }

    private void change(RecordedEvent event, Map<Path, Name> names, Set<Path> deleted) {
        Path file = file(event);
        switch (event.getString("kind")) {
            case "mkdirs" -> {
                for (Path made = file; !Files.exists(before.resolve(root.relativize(made))); made = made.getParent()) {
                    names.putIfAbsent(made, new Name(true, true));
                }
            }
            case "create" -> names.put(file, new Name(false, false));
            case "rename" -> rename(file, Path.of(event.getString("target")), names);
            case "delete" -> {
                names.keySet().removeIf(path -> path.startsWith(file));
                deleted.add(file);
            }
            default -> {
                // A file that is completed has been synced before.
            }
        }
    }

    private static void rename(Path from, Path to, Map<Path, Name> names) {
        for (Path path : List.copyOf(names.keySet())) {
            if (path.startsWith(from)) {
                Name old = names.remove(path);
                names.put(to.resolve(from.relativize(path)), new Name(old.folder, old.contentSynced));
            }
        }
    }

    /** The content is that after the run, which changes no file that is complete. */
    private void put(Map.Entry<Path, Name> name, Path target, Random random) throws IOException {
        if (name.getValue().folder) {
            Files.createDirectories(target);
            return;
        }
        Optional<byte[]> content =
                Files.isRegularFile(name.getKey()) ? Optional.of(Files.readAllBytes(name.getKey())) : Optional.empty();
        if (content.isPresent()) {
            byte[] bytes = content.get();
            int length = name.getValue().contentSynced ? bytes.length : random.nextInt(3) * bytes.length / 2;
            Files.write(target, Arrays.copyOf(bytes, length));
        }
    }
}
