package dev.taizhang.feeds;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.Hashes;
import dev.taizhang.definition.Progress;
import dev.taizhang.definition.ReplacedFile;
import dev.taizhang.definition.StorageFailure;
import dev.taizhang.definition.StorageThreads;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** The files that arrive: those in a folder, or some that are named. None of them is changed, moved or deleted. */
public final class Inbox {
    private static final List<String> TEMPORARY = List.of(".part", ".tmp", ".crdownload");

    private final List<ArrivedFile> files;
    private final List<Feed> feeds;
    private final Function<String, Optional<Delivery.AnsweredDelivery>> delivered;

    private Inbox(
            List<ArrivedFile> files,
            List<Feed> feeds,
            Function<String, Optional<Delivery.AnsweredDelivery>> delivered) {
        // Of two files with the same content the first one counts.
        this.files =
                files.stream().sorted(Comparator.comparing(ArrivedFile::name)).toList();
        this.feeds = feeds;
        this.delivered = delivered;
    }

    /**
     * Opens the inbox in a folder.
     *
     * @param delivered finds by its id an earlier delivery that a return workbook answers
     * @throws Failure if the folder does not exist or cannot be read
     */
    public static Inbox in(
            org.apache.hadoop.fs.Path folder,
            Configuration hadoop,
            List<Feed> feeds,
            Function<String, Optional<Delivery.AnsweredDelivery>> delivered) {
        return new Inbox(ArrivedFile.in(folder, hadoop), feeds, delivered);
    }

    /** Treats some files as if they were in an inbox by themselves. A person named them, so links are followed. */
    public static Inbox of(
            List<Path> files, List<Feed> feeds, Function<String, Optional<Delivery.AnsweredDelivery>> delivered) {
        List<ArrivedFile> arrived = files.stream()
                .<ArrivedFile>map(
                        file -> new ArrivedFile.OnDisk(file, file.getFileName().toString(), List.of()))
                .toList();
        return new Inbox(arrived, feeds, delivered);
    }

    /** Returns the size of the files in a folder; zero if it cannot be read, which is reported when it is opened. */
    public static long bytes(org.apache.hadoop.fs.Path folder, Configuration hadoop) {
        try {
            return ArrivedFile.in(folder, hadoop).stream()
                    .mapToLong(ArrivedFile::length)
                    .sum();
        } catch (Failure unreadable) {
            return 0;
        }
    }

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

    /**
     * A file before it is read.
     *
     * @param reason the reason to skip it, if any
     * @param hash waits for the hash of its content; null if no feed matches its name
     */
    private record Looked(ArrivedFile file, Optional<Bilingual> reason, Supplier<String> hash) {}

    private record Candidate(
            ArrivedFile file,
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
        try (StorageThreads threads = new StorageThreads()) {
            return collect(known, firstNumber, files, store, threads);
        }
    }

    /** The files in order, of which several are read at once. */
    private List<Looked> looked(StorageThreads threads) {
        return files.stream()
                .map(file -> {
                    Optional<Bilingual> reason = file.skipped()
                            .or(() -> temporary(file)
                                    ? Optional.of(FeedMessages.notRegular(file.name()))
                                    : Optional.empty());
                    boolean read = reason.isEmpty() && feeds.stream().anyMatch(feed -> matches(feed, file));
                    return new Looked(file, reason, read ? threads.begin(() -> hash(file)) : null);
                })
                .toList();
    }

    private Intake collect(
            KnownDeliveries known,
            long firstNumber,
            FileSystem files,
            org.apache.hadoop.fs.Path store,
            StorageThreads threads) {
        List<String> unmatched = new ArrayList<>();
        List<Bilingual> skipped = new ArrayList<>();
        List<Candidate> candidates = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        List<String> knownFiles = new ArrayList<>();
        for (Looked looked : looked(threads)) {
            ArrivedFile file = looked.file();
            String name = file.name();
            if (looked.reason().isPresent()) {
                skipped.add(looked.reason().get());
            } else if (isReturnWorkbook(file)) {
                List<Candidate> parts = returned(file, skipped);
                List<Candidate> fresh = fresh(parts, known, seen);
                candidates.addAll(fresh);
                if (fresh.isEmpty() && !parts.isEmpty()) {
                    knownFiles.add(name);
                }
            } else {
                List<Feed> matching = matching(file, feeds);
                List<Candidate> fresh =
                        fresh(Progress.of(name, () -> candidates(looked, matching, known)), known, seen);
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
                .thenComparing(candidate -> candidate.file().bareName())
                .thenComparing(candidate -> candidate.file().name())
                .thenComparing(Candidate::contentHash)
                .thenComparing(candidate -> candidate.feed().dataset().name()));
        List<Delivery> deliveries = new ArrayList<>();
        for (Candidate candidate : candidates) {
            String name = candidate.file().name();
            org.apache.hadoop.fs.Path stored =
                    new org.apache.hadoop.fs.Path(store, storedName(candidate.contentHash(), name));
            long bytes = Progress.of(name, () -> copy(candidate, files, stored));
            if (bytes < 0) {
                skipped.add(FeedMessages.stillChanging(name));
            } else {
                deliveries.add(new Delivery(
                        firstNumber + deliveries.size(),
                        candidate.id(),
                        candidate.contentHash(),
                        name,
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

    /**
     * The feeds that match a file, at most one for each dataset.
     *
     * @throws Failure if several feeds of one dataset match
     */
    private static List<Feed> matching(ArrivedFile file, List<Feed> feeds) {
        List<Feed> matching = feeds.stream().filter(feed -> matches(feed, file)).toList();
        Map<DatasetDefinition, List<Feed>> byDataset = matching.stream()
                .collect(Collectors.groupingBy(Feed::dataset, LinkedHashMap::new, Collectors.toList()));
        byDataset.forEach((dataset, same) -> {
            if (same.size() > 1) {
                throw FeedMessages.severalFeeds(
                        file.name(),
                        dataset,
                        same.stream().map(Feed::name).sorted().toList());
            }
        });
        return matching;
    }

    private static boolean matches(Feed feed, ArrivedFile file) {
        return feed.files().stream().anyMatch(pattern -> NamePattern.matches(pattern, file.bareName()));
    }

    /** The names of the files that no feed matches, whether or not they can be read. */
    public List<String> unmatched() {
        return files.stream()
                .filter(file -> !temporary(file) && !isReturnWorkbook(file))
                .filter(file -> matching(file, feeds).isEmpty())
                .map(ArrivedFile::name)
                .toList();
    }

    /** Whether a file is a return workbook, which no feed matches by its name. */
    public static boolean isReturnWorkbook(Path file) {
        return ReturnWorkbook.is(file);
    }

    private static boolean isReturnWorkbook(ArrivedFile file) {
        try {
            return FileKind.named(file.name()) == FileKind.WORKBOOK && file.onDisk(ReturnWorkbook::is);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static boolean temporary(ArrivedFile file) {
        String name = file.bareName().toLowerCase(Locale.ROOT);
        return name.startsWith("~$") || TEMPORARY.stream().anyMatch(name::endsWith);
    }

    private static List<Candidate> candidates(Looked looked, List<Feed> matching, KnownDeliveries known) {
        if (matching.isEmpty()) {
            return List.of();
        }
        String contentHash = looked.hash().get();
        return matching.stream()
                .map(feed -> candidate(looked.file(), feed, contentHash, known))
                .toList();
    }

    private static Candidate candidate(ArrivedFile file, Feed feed, String contentHash, KnownDeliveries known) {
        String name = file.bareName();
        // A file refused because of its extension becomes another delivery once the extension is corrected.
        StringBuilder identity =
                new StringBuilder(contentHash).append("\nkind=").append(FileKind.named(file.name()));
        for (Map.Entry<String, ColumnSource> column : feed.columns().entrySet()) {
            if (column.getValue() instanceof ColumnSource.FileName source) {
                identity.append('\n').append(column.getKey()).append('=').append(valueInName(source, name));
            }
        }
        if (feed.sender() instanceof ColumnSource.FileName source) {
            identity.append("\nsender=").append(valueInName(source, name));
        }
        if (feed.year() instanceof ColumnSource.FileName source) {
            identity.append("\nyear=").append(valueInName(source, name));
        }
        // The identity of deliveries of earlier versions does not include the dataset; theirs stay valid.
        String dataset = feed.dataset().name();
        String earlier = id(identity);
        String id = known.contains(earlier, dataset) ? earlier : id(identity + "\ndataset=" + dataset);
        return new Candidate(file, feed, sender(feed, name), contentHash, id, date(feed, name), null);
    }

    /** The snapshot date in the name of a file; empty if there is none. */
    private static String date(Feed feed, String name) {
        return feed.columns().get("snapshot_date") instanceof ColumnSource.FileName source
                ? valueInName(source, name)
                : "";
    }

    private static String id(CharSequence identity) {
        return Hashes.of(identity.toString()).substring(0, 16);
    }

    /**
     * The parts of a return workbook, one for each delivery that it answers, to be read by the feed of that delivery.
     */
    private List<Candidate> returned(ArrivedFile file, List<Bilingual> skipped) {
        String name = file.name();
        String contentHash = hash(file);
        List<Candidate> parts = new ArrayList<>();
        List<String> answered = List.of();
        try {
            answered = parts(file).stream()
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
                        feed.get(),
                        delivery.get().sender(),
                        contentHash,
                        id(contentHash + "\nanswers=" + id),
                        date(feed.get(), Delivery.bareName(delivery.get().fileName())),
                        delivery.get()));
            }
        }
        return parts;
    }

    /** The sender of a file with this name according to a feed; empty if the feed does not say. */
    public static String sender(Feed feed, String fileName) {
        if (feed.sender() instanceof ColumnSource.FileName name) {
            return valueInName(name, Delivery.bareName(fileName));
        }
        return feed.sender() instanceof ColumnSource.Constant constant ? constant.value() : "";
    }

    private static String valueInName(ColumnSource.FileName source, String bareName) {
        try {
            return SourceTable.value(source.pattern(), bareName, SourceTable.FILE_NAME);
        } catch (Refusal unnamed) {
            // The file will be refused with this reason when it is read.
            return "";
        }
    }

    private static List<ReturnWorkbook.Part> parts(ArrivedFile file) {
        try {
            return file.onDisk(local -> FileGuard.read(file.name(), () -> ReturnWorkbook.parts(local)));
        } catch (IOException stuck) {
            throw failure(stuck, FeedMessages.notRead(file.address(), stuck));
        }
    }

    private static String hash(ArrivedFile file) {
        try (InputStream stream = opened(file)) {
            return Hashes.of(stream);
        } catch (IOException unreadable) {
            throw FeedMessages.notRead(file.address(), unreadable);
        }
    }

    /** Opens a file for reading whose failures are told apart from those of the warehouse. */
    private static InputStream opened(ArrivedFile file) {
        try {
            return new FilterInputStream(file.open()) {
                @Override
                public int read(byte[] bytes, int from, int most) {
                    try {
                        return super.read(bytes, from, most);
                    } catch (IOException unreadable) {
                        throw FeedMessages.notRead(file.address(), unreadable);
                    }
                }
            };
        } catch (IOException unreadable) {
            throw FeedMessages.notRead(file.address(), unreadable);
        }
    }

    /**
     * Copies a file under its hash unless an intact copy exists. Returns its size, or -1 if it changed since it was
     * hashed.
     */
    private static long copy(Candidate candidate, FileSystem files, org.apache.hadoop.fs.Path stored) {
        try {
            if (Originals.isWhole(files, stored, candidate.contentHash())) {
                return files.getFileStatus(stored).getLen();
            }
            DigestInputStream digest = new DigestInputStream(opened(candidate.file()), Hashes.sha256());
            try (digest;
                    ReplacedFile copy = ReplacedFile.begin(files, stored)) {
                digest.transferTo(copy.out());
                String copied =
                        HexFormat.of().formatHex(digest.getMessageDigest().digest());
                if (!copied.equals(candidate.contentHash())) {
                    return -1;
                }
                copy.replace();
            }
            return files.getFileStatus(stored).getLen();
        } catch (IOException stuck) {
            throw failure(stuck, FeedMessages.notStored(candidate.file().address(), stuck));
        }
    }

    /** A full disk has a message of its own. */
    private static RuntimeException failure(IOException stuck, Failure otherwise) {
        return StorageFailure.isFull(stuck) ? new UncheckedIOException(stuck) : otherwise;
    }

    /** The name of the copy of a delivery in the warehouse. */
    public static String storedName(String contentHash, String fileName) {
        int dot = fileName.lastIndexOf('.');
        boolean noExtension = dot < 0 || fileName.indexOf('/', dot) >= 0;
        return contentHash + (noExtension ? "" : fileName.substring(dot).toLowerCase(Locale.ROOT));
    }
}
