package dev.taizhang.feeds;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Hashes;
import dev.taizhang.definition.Progress;
import dev.taizhang.definition.ReplacedFile;
import dev.taizhang.definition.StorageFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;

/** The files that arrive: those in a folder, or some that are named. None of them is changed, moved or deleted. */
public final class Inbox {
    private static final Set<String> TEMPORARY = Set.of(".part", ".tmp", ".crdownload");

    private static final LinkOption[] FOLLOWING_LINKS = {};

    private final Supplier<List<Arrived>> files;
    private final LinkOption[] links;
    private final List<Feed> feeds;
    private final Function<String, Optional<Delivery.AnsweredDelivery>> delivered;

    /**
     * Opens the inbox.
     *
     * @param delivered finds by its id an earlier delivery that a return workbook answers
     * @throws dev.taizhang.definition.Failure if the folder does not exist or cannot be read
     */
    public Inbox(Path folder, List<Feed> feeds, Function<String, Optional<Delivery.AnsweredDelivery>> delivered) {
        this(() -> files(folder), new LinkOption[] {LinkOption.NOFOLLOW_LINKS}, feeds, delivered);
        if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
            throw FeedMessages.noInbox(folder);
        }
    }

    private Inbox(
            Supplier<List<Arrived>> files,
            LinkOption[] links,
            List<Feed> feeds,
            Function<String, Optional<Delivery.AnsweredDelivery>> delivered) {
        this.files = files;
        this.links = links;
        this.feeds = feeds;
        this.delivered = delivered;
    }

    /** Treats some files as if they were in an inbox by themselves. A person named them, so links are followed. */
    public static Inbox of(
            List<Path> files, List<Feed> feeds, Function<String, Optional<Delivery.AnsweredDelivery>> delivered) {
        List<Arrived> arrived = files.stream()
                .map(file -> new Arrived(file, file.getFileName().toString()))
                .toList();
        return new Inbox(() -> arrived, FOLLOWING_LINKS, feeds, delivered);
    }

    /** A file and its name in messages: its path below the inbox. */
    private record Arrived(Path file, String name) {}

    /**
     * The content of the inbox.
     *
     * @param deliveries the new deliveries, in the order in which later ones take precedence
     * @param known the files delivered before, and those that are the same as another one
     * @param unmatched the files that no feed matches
     * @param skipped a message for each file that was skipped
     */
    public record Intake(
            List<Delivery> deliveries, List<String> known, List<String> unmatched, List<Bilingual> skipped) {}

    private record Candidate(
            Path file,
            String name,
            Feed feed,
            String sender,
            String contentHash,
            String id,
            String date,
            Delivery.AnsweredDelivery answers) {}

    /**
     * Copies every new file into the warehouse.
     *
     * @param known the deliveries of the ledger
     * @param firstNumber the number of the first new delivery
     * @param store the folder of the warehouse for the copies
     */
    public Intake collect(KnownDeliveries known, long firstNumber, FileSystem files, org.apache.hadoop.fs.Path store) {
        List<String> unmatched = new ArrayList<>();
        List<Bilingual> skipped = new ArrayList<>();
        List<Candidate> candidates = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        List<String> knownFiles = new ArrayList<>();
        for (Arrived arrived : this.files.get()) {
            Path file = arrived.file();
            String name = arrived.name();
            if (!Files.isReadable(file)) {
                skipped.add(FeedMessages.noPermission(name));
            } else if (temporary(file) || !Files.isRegularFile(file, links)) {
                skipped.add(FeedMessages.notRegular(name));
            } else if (ReturnWorkbook.is(file)) {
                List<Candidate> parts = returned(file, name, skipped);
                List<Candidate> fresh = fresh(parts, known, seen);
                candidates.addAll(fresh);
                if (fresh.isEmpty() && !parts.isEmpty()) {
                    knownFiles.add(name);
                }
            } else {
                List<Feed> matching = matching(file, name, feeds);
                List<Candidate> fresh =
                        fresh(Progress.of(name, () -> candidates(file, name, matching, known)), known, seen);
                candidates.addAll(fresh);
                if (matching.isEmpty()) {
                    unmatched.add(name);
                } else if (fresh.isEmpty()) {
                    knownFiles.add(name);
                }
            }
        }
        // The plain name comes first, because the folder of a correction does not determine its order.
        candidates.sort(Comparator.comparing(Candidate::date)
                .thenComparing(candidate -> candidate.file().getFileName().toString())
                .thenComparing(Candidate::name)
                .thenComparing(Candidate::contentHash)
                .thenComparing(candidate -> candidate.feed().dataset().name()));
        List<Delivery> deliveries = new ArrayList<>();
        for (Candidate candidate : candidates) {
            org.apache.hadoop.fs.Path stored =
                    new org.apache.hadoop.fs.Path(store, storedName(candidate.contentHash(), candidate.name()));
            long bytes = Progress.of(candidate.name(), () -> copy(candidate, files, stored));
            if (bytes < 0) {
                skipped.add(FeedMessages.stillChanging(candidate.name()));
            } else {
                deliveries.add(new Delivery(
                        firstNumber + deliveries.size(),
                        candidate.id(),
                        candidate.contentHash(),
                        candidate.name(),
                        candidate.feed().name(),
                        candidate.sender(),
                        bytes,
                        stored.toString(),
                        candidate.answers()));
            }
        }
        return new Intake(
                List.copyOf(deliveries), List.copyOf(knownFiles), List.copyOf(unmatched), List.copyOf(skipped));
    }

    private static List<Candidate> fresh(List<Candidate> candidates, KnownDeliveries known, Set<String> seen) {
        return candidates.stream()
                .filter(candidate -> !known.isSettled(
                                candidate.id(), candidate.feed().dataset().name())
                        && seen.add(candidate.id()))
                .toList();
    }

    /** All files below the inbox except hidden ones, ordered by name. Links are not followed. */
    private static List<Arrived> files(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> !folder.relativize(file).toString().startsWith(".")
                            && !folder.relativize(file).toString().contains("/."))
                    .sorted()
                    .map(file -> new Arrived(file, folder.relativize(file).toString()))
                    .toList();
        } catch (IOException | UncheckedIOException unreadable) {
            throw FeedMessages.unreadableInbox(folder, unreadable);
        }
    }

    /**
     * The feeds that match a file, at most one for each dataset.
     *
     * @param shownName the name of the file for messages
     * @throws dev.taizhang.definition.Failure if several feeds of one dataset match
     */
    private static List<Feed> matching(Path file, String shownName, List<Feed> feeds) {
        String name = file.getFileName().toString();
        List<Feed> matching = feeds.stream()
                .filter(feed -> feed.files().stream().anyMatch(pattern -> NamePattern.matches(pattern, name)))
                .toList();
        Map<DatasetDefinition, List<Feed>> byDataset = matching.stream()
                .collect(Collectors.groupingBy(Feed::dataset, LinkedHashMap::new, Collectors.toList()));
        byDataset.forEach((dataset, same) -> {
            if (same.size() > 1) {
                throw FeedMessages.severalFeeds(
                        shownName,
                        dataset,
                        same.stream().map(Feed::name).sorted().toList());
            }
        });
        return matching;
    }

    /** The names of the files that no feed matches, whether or not they can be read. */
    public List<String> unmatched() {
        return files.get().stream()
                .filter(arrived -> !temporary(arrived.file()) && !ReturnWorkbook.is(arrived.file()))
                .filter(arrived ->
                        matching(arrived.file(), arrived.name(), feeds).isEmpty())
                .map(Arrived::name)
                .toList();
    }

    /** Whether a file is a return workbook, which no feed matches by its name. */
    public static boolean isReturnWorkbook(Path file) {
        return ReturnWorkbook.is(file);
    }

    private static boolean temporary(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.startsWith("~$") || TEMPORARY.stream().anyMatch(name::endsWith);
    }

    private static List<Candidate> candidates(Path file, String name, List<Feed> matching, KnownDeliveries known) {
        if (matching.isEmpty()) {
            return List.of();
        }
        String contentHash = hash(file);
        return matching.stream()
                .map(feed -> candidate(file, name, feed, contentHash, known))
                .toList();
    }

    private static Candidate candidate(Path file, String name, Feed feed, String contentHash, KnownDeliveries known) {
        // A file refused because of its extension becomes another delivery once the extension is corrected.
        StringBuilder identity =
                new StringBuilder(contentHash).append("\nkind=").append(FileKind.named(name));
        for (Map.Entry<String, ColumnSource> column : feed.columns().entrySet()) {
            if (column.getValue() instanceof ColumnSource.FileName source) {
                identity.append('\n').append(column.getKey()).append('=').append(valueInName(source, file));
            }
        }
        if (feed.sender() instanceof ColumnSource.FileName source) {
            identity.append("\nsender=").append(valueInName(source, file));
        }
        if (feed.year() instanceof ColumnSource.FileName source) {
            identity.append("\nyear=").append(valueInName(source, file));
        }
        // The identity of deliveries of earlier versions does not include the dataset; theirs stay valid.
        String dataset = feed.dataset().name();
        String earlier = id(identity);
        String id = known.contains(earlier, dataset) ? earlier : id(identity + "\ndataset=" + dataset);
        return new Candidate(file, name, feed, sender(feed, name), contentHash, id, date(feed, file), null);
    }

    /** The snapshot date in the name of a file; empty if there is none. */
    private static String date(Feed feed, Path file) {
        return feed.columns().get("snapshot_date") instanceof ColumnSource.FileName source
                ? valueInName(source, file)
                : "";
    }

    private static String id(CharSequence identity) {
        return Hashes.of(identity.toString()).substring(0, 16);
    }

    /**
     * The parts of a return workbook, one for each delivery that it answers, to be read by the feed of that delivery.
     */
    private List<Candidate> returned(Path file, String name, List<Bilingual> skipped) {
        String contentHash = hash(file);
        List<Candidate> parts = new ArrayList<>();
        List<String> answered = List.of();
        try {
            answered = FileGuard.read(name, () -> ReturnWorkbook.parts(file)).stream()
                    .map(ReturnWorkbook.Part::deliveryId)
                    .distinct()
                    .toList();
        } catch (Refusal changed) {
            skipped.add(FeedMessages.unreadableReturn(name, changed));
        }
        for (String id : answered) {
            Optional<Delivery.AnsweredDelivery> delivery = delivered.apply(id);
            Optional<Feed> feed = delivery.flatMap(known -> feeds.stream()
                    .filter(candidate -> candidate.name().equals(known.feed()))
                    .findFirst());
            if (feed.isEmpty()) {
                skipped.add(FeedMessages.unknownAnswer(name, id));
            } else {
                parts.add(new Candidate(
                        file,
                        name,
                        feed.get(),
                        delivery.get().sender(),
                        contentHash,
                        id(contentHash + "\nanswers=" + id),
                        date(feed.get(), Path.of(delivery.get().fileName())),
                        delivery.get()));
            }
        }
        return parts;
    }

    /** The sender of a file with this name according to a feed; empty if the feed does not say. */
    public static String sender(Feed feed, String fileName) {
        if (feed.sender() instanceof ColumnSource.FileName name) {
            return valueInName(name, Path.of(fileName));
        }
        return feed.sender() instanceof ColumnSource.Constant constant ? constant.value() : "";
    }

    private static String valueInName(ColumnSource.FileName source, Path file) {
        try {
            return SourceTable.value(source.pattern(), file.getFileName().toString(), SourceTable.FILE_NAME);
        } catch (Refusal unnamed) {
            // The file will be refused with this reason when it is read.
            return "";
        }
    }

    private static String hash(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return Hashes.of(stream);
        } catch (IOException unreadable) {
            throw unreadable(file, unreadable);
        }
    }

    /**
     * Copies a file under its hash unless an intact copy exists. Returns its size, or -1 if it changed since it was
     * hashed.
     */
    private static long copy(Candidate candidate, FileSystem files, org.apache.hadoop.fs.Path stored) {
        org.apache.hadoop.fs.Path part = stored.suffix(".part");
        try {
            if (Originals.isWhole(files, stored, candidate.contentHash())) {
                return files.getFileStatus(stored).getLen();
            }
            DigestInputStream digest = new DigestInputStream(Files.newInputStream(candidate.file()), Hashes.sha256());
            try (digest;
                    OutputStream out = files.create(part, true)) {
                digest.transferTo(out);
            }
            String copied = HexFormat.of().formatHex(digest.getMessageDigest().digest());
            if (!copied.equals(candidate.contentHash())) {
                files.delete(part, false);
                return -1;
            }
            ReplacedFile.replace(files, part, stored);
            return files.getFileStatus(stored).getLen();
        } catch (IOException unreadable) {
            throw unreadable(candidate.file(), unreadable);
        }
    }

    /** The name of the copy of a delivery in the warehouse. */
    public static String storedName(String contentHash, String fileName) {
        int dot = fileName.lastIndexOf('.');
        boolean noExtension = dot < 0 || fileName.indexOf('/', dot) >= 0;
        return contentHash + (noExtension ? "" : fileName.substring(dot).toLowerCase(Locale.ROOT));
    }

    private static RuntimeException unreadable(Path file, IOException cause) {
        if (StorageFailure.isFull(cause)) {
            return new UncheckedIOException(cause);
        }
        return FeedMessages.notCopied(file, cause);
    }
}
