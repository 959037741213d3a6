package dev.taizhang.feeds;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.Hashes;
import dev.taizhang.definition.Names;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;

/** The folder that senders put their files in. Nothing in it is changed, moved or deleted. */
public final class Inbox {
    private static final Set<String> TEMPORARY = Set.of(".part", ".tmp", ".crdownload");

    private final Path folder;
    private final List<Feed> feeds;
    private final Function<String, Optional<Delivery.AnsweredDelivery>> delivered;

    /**
     * Opens the inbox; a {@link Failure} says that the folder is not there or cannot be read.
     *
     * @param delivered finds an earlier delivery, which a return workbook says it answers, by its id
     */
    public Inbox(Path folder, List<Feed> feeds, Function<String, Optional<Delivery.AnsweredDelivery>> delivered) {
        this.folder = folder;
        this.feeds = feeds;
        this.delivered = delivered;
        if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
            throw new Failure(
                    ExitCode.INPUTS_NOT_READY,
                    new Bilingual(
                            "收件目录 " + folder + " 不存在或无法读取。",
                            "The inbox " + folder + " does not exist or cannot be read."),
                    new Bilingual("请建立该目录，或用 --inbox 指定收件目录。", "Make the folder, or name the inbox with --inbox."));
        }
    }

    /**
     * What was found in the inbox.
     *
     * @param taken the new deliveries, in the order in which they are believed
     * @param known how many files had been taken before
     * @param unclaimed files that no feed takes
     * @param leftAlone files left for another night, each with its reason
     */
    public record Intake(List<Delivery> taken, int known, List<String> unclaimed, List<Bilingual> leftAlone) {}

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
     * @param known tells whether a delivery's id is taken already
     * @param firstNumber the number of the first new delivery
     * @param store the folder that keeps the bytes
     */
    public Intake take(Predicate<String> known, long firstNumber, FileSystem files, org.apache.hadoop.fs.Path store) {
        List<String> unclaimed = new ArrayList<>();
        List<Bilingual> leftAlone = new ArrayList<>();
        List<Candidate> candidates = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int knownFiles = 0;
        for (Path file : files()) {
            String name = folder.relativize(file).toString();
            if (!Files.isReadable(file)) {
                leftAlone.add(new Bilingual(
                        "“" + Names.shown(name) + "”没有读取权限，未读。",
                        "\"" + Names.shown(name) + "\" may not be read by this user and was left alone."));
            } else if (temporary(file) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                leftAlone.add(new Bilingual(
                        "“" + Names.shown(name) + "”不是正常文件，未读。",
                        "\"" + Names.shown(name) + "\" is no regular file and was left alone."));
            } else if (ReturnWorkbook.is(file)) {
                List<Candidate> parts = returned(file, name, leftAlone);
                List<Candidate> fresh = parts.stream()
                        .filter(part -> !known.test(part.id()) && seen.add(part.id()))
                        .toList();
                candidates.addAll(fresh);
                knownFiles += fresh.isEmpty() && !parts.isEmpty() ? 1 : 0;
            } else {
                Optional<Candidate> candidate =
                        claiming(file, name, feeds).map(feed -> Progress.of(name, () -> candidate(file, name, feed)));
                if (candidate.isEmpty()) {
                    unclaimed.add(name);
                } else if (known.test(candidate.get().id())
                        || !seen.add(candidate.get().id())) {
                    knownFiles++;
                } else {
                    candidates.add(candidate.get());
                }
            }
        }
        // The file's own name first: which folder of the inbox a correction lies in says nothing about its place.
        candidates.sort(Comparator.comparing(Candidate::date)
                .thenComparing(candidate -> candidate.file().getFileName().toString())
                .thenComparing(Candidate::name)
                .thenComparing(Candidate::contentHash));
        List<Delivery> taken = new ArrayList<>();
        for (Candidate candidate : candidates) {
            org.apache.hadoop.fs.Path stored =
                    new org.apache.hadoop.fs.Path(store, storedName(candidate.contentHash(), candidate.name()));
            long bytes = Progress.of(candidate.name(), () -> copy(candidate, files, stored));
            if (bytes < 0) {
                leftAlone.add(new Bilingual(
                        "“" + Names.shown(candidate.name()) + "”还在变化，留到下次。",
                        "\"" + Names.shown(candidate.name()) + "\" is still changing and was left for the next run."));
            } else {
                taken.add(new Delivery(
                        firstNumber + taken.size(),
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
        return new Intake(List.copyOf(taken), knownFiles, List.copyOf(unclaimed), List.copyOf(leftAlone));
    }

    /**
     * A file anywhere, as it would be taken from an inbox; it is read where it lies.
     *
     * @param number the number of the delivery
     * @return nothing where no feed takes a file of its name
     */
    public static Optional<Delivery> delivery(Path file, List<Feed> feeds, long number) {
        String name = file.getFileName().toString();
        return claiming(file, name, feeds).map(feed -> {
            Candidate candidate = candidate(file, name, feed);
            return new Delivery(
                    number,
                    candidate.id(),
                    candidate.contentHash(),
                    name,
                    feed.name(),
                    candidate.sender(),
                    file.toFile().length(),
                    file.toAbsolutePath().toString(),
                    null);
        });
    }

    /** Everything below the inbox but hidden files, in name order; links are not followed. */
    private List<Path> files() {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> !folder.relativize(file).toString().startsWith(".")
                            && !folder.relativize(file).toString().contains("/."))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException unreadable) {
            throw new Failure(
                    ExitCode.INPUTS_NOT_READY,
                    new Bilingual("收件目录 " + folder + " 无法读取。", "The inbox " + folder + " cannot be read."),
                    new Bilingual("请检查目录权限。", "Check the rights of the folder."),
                    unreadable);
        }
    }

    /**
     * The feed that takes a file; two of them are a failure.
     *
     * @param told the file's name as messages tell it
     */
    private static Optional<Feed> claiming(Path file, String told, List<Feed> feeds) {
        String name = file.getFileName().toString();
        List<Feed> claiming = feeds.stream()
                .filter(feed -> feed.files().stream().anyMatch(pattern -> NamePattern.matches(pattern, name)))
                .toList();
        if (claiming.size() > 1) {
            throw FeedFiles.claimedTwice(
                    Names.shown(told),
                    claiming.stream().map(Feed::name).sorted().toList());
        }
        return claiming.stream().findFirst();
    }

    /** The names of the files that no feed takes; whether they could be read is not asked. */
    public List<String> unclaimed() {
        return files().stream()
                .filter(file -> !temporary(file) && !ReturnWorkbook.is(file))
                .map(file -> folder.relativize(file).toString())
                .filter(name -> claiming(folder.resolve(name), name, feeds).isEmpty())
                .toList();
    }

    private static boolean temporary(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.startsWith("~$") || TEMPORARY.stream().anyMatch(name::endsWith);
    }

    private static Candidate candidate(Path file, String name, Feed feed) {
        String contentHash = hash(file);
        // A file that was refused under a wrong ending is another delivery once its ending is right.
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
        return new Candidate(file, name, feed, sender(feed, name), contentHash, id(identity), date(feed, file), null);
    }

    /** The date that a file's name says it speaks of; empty where it says none. */
    private static String date(Feed feed, Path file) {
        return feed.columns().get("snapshot_date") instanceof ColumnSource.FileName source
                ? valueInName(source, file)
                : "";
    }

    private static String id(CharSequence identity) {
        return Hashes.of(identity.toString()).substring(0, 16);
    }

    /** The parts of a return workbook: one for each delivery that it answers, to be read by that delivery's feed. */
    private List<Candidate> returned(Path file, String name, List<Bilingual> leftAlone) {
        String contentHash = hash(file);
        List<Candidate> parts = new ArrayList<>();
        List<String> answered = List.of();
        try {
            answered = FileGuard.read(name, () -> ReturnWorkbook.parts(file)).stream()
                    .map(ReturnWorkbook.Part::deliveryId)
                    .distinct()
                    .toList();
        } catch (Refusal changed) {
            leftAlone.add(new Bilingual(
                    "“" + Names.shown(name) + "”：" + changed.sentence().zh(),
                    "\"" + Names.shown(name) + "\": " + changed.sentence().en()));
        }
        for (String id : answered) {
            Optional<Delivery.AnsweredDelivery> delivery = delivered.apply(id);
            Optional<Feed> feed = delivery.flatMap(known -> feeds.stream()
                    .filter(candidate -> candidate.name().equals(known.feed()))
                    .findFirst());
            if (feed.isEmpty()) {
                leftAlone.add(new Bilingual(
                        "“" + Names.shown(name) + "”答复的收件 " + id + " 不在这个台账库中，未读。",
                        "\"" + Names.shown(name) + "\" answers the delivery " + id
                                + ", which this warehouse does not know, and was left alone."));
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

    /** Who sent a file of this name, as a feed tells; empty where it does not. */
    public static String sender(Feed feed, String fileName) {
        if (feed.sender() instanceof ColumnSource.FileName name) {
            return valueInName(name, Path.of(fileName));
        }
        return feed.sender() instanceof ColumnSource.Constant constant ? constant.value() : "";
    }

    private static String valueInName(ColumnSource.FileName source, Path file) {
        try {
            return SourceTable.found(source.pattern(), file.getFileName().toString(), "", "");
        } catch (Refusal unnamed) {
            // The file is refused with its reason when it is read.
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

    /** Copies a file under its hash, unless a whole copy is there; -1 if it is no longer what was hashed. */
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

    /** The name under which the warehouse keeps the bytes of a delivery. */
    public static String storedName(String contentHash, String fileName) {
        int dot = fileName.lastIndexOf('.');
        boolean none = dot < 0 || fileName.indexOf('/', dot) >= 0;
        return contentHash + (none ? "" : fileName.substring(dot).toLowerCase(Locale.ROOT));
    }

    private static RuntimeException unreadable(Path file, IOException cause) {
        if (StorageFailure.isFull(cause)) {
            return new UncheckedIOException(cause);
        }
        return new Failure(
                ExitCode.INPUTS_NOT_READY,
                new Bilingual(
                        "“" + Names.shown(file.toString()) + "”无法读取或存入台账库：" + cause.getMessage(),
                        "\"" + Names.shown(file.toString()) + "\" cannot be read or stored: " + cause.getMessage()),
                new Bilingual("请检查文件权限和磁盘空间后重试。", "Check its rights and the space on the disk, and run again."),
                cause);
    }
}
