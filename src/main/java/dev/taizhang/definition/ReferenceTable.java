package dev.taizhang.definition;

import com.google.common.base.Throwables;
import java.io.IOException;
import java.io.Serializable;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The members of a dimension, as a reference CSV lists them, and the words that mean them.
 *
 * @param name the name of the file without its ending
 * @param members the members in the order of the file
 * @param codes the code of a member by each of its words (code, both names, aliases) in normal spelling; a word that
 *     two members had one after the other belongs to the later one
 * @param ended the last day of members that have ended, by each of their words
 */
public record ReferenceTable(String name, List<Member> members, Map<String, String> codes, Map<String, LocalDate> ended)
        implements Serializable {
    /** The code under which unmatched values are counted. */
    public static final String UNASSIGNED = "unassigned";

    /** The format of the files under {@code reference}. */
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setCommentMarker('#')
            .setIgnoreSurroundingSpaces(true)
            .get();

    private static final Set<String> HEADER = new TreeSet<>(Set.of(
            "code",
            "name_zh",
            "name_en",
            "aliases",
            "parent",
            "group",
            "sort_order",
            "tile_row",
            "tile_column",
            "valid_from",
            "valid_to",
            "multiplier",
            "kind",
            "currency",
            "at_least"));

    private static final List<String> REQUIRED = List.of("code", "name_zh", "name_en");

    /**
     * A member.
     *
     * @param parent the code of the member that contains it; empty if there is none
     * @param group the members that it is ranked among; empty if all are ranked together
     * @param tile its row and column on a map of tiles, from one; empty if it has no place there
     * @param number the multiplier of a unit, or the lower bound of a size band; {@code 1} elsewhere
     * @param kind the kind of a unit; empty elsewhere and if the file does not state it
     * @param currencies the codes of the currencies that a unit may mean; empty elsewhere
     * @param words all words that mean it, as the file spells them
     */
    public record Member(
            String code,
            String nameZh,
            String nameEn,
            String parent,
            String group,
            int sortOrder,
            List<Integer> tile,
            String number,
            String kind,
            List<String> currencies,
            List<String> words,
            LocalDate from,
            LocalDate to)
            implements Serializable {
        /** Returns whether it ended before another one began. */
        private boolean endedBefore(Member other) {
            return to.isBefore(other.from);
        }
    }

    /** Returns the code that a sender's word means. */
    public Optional<String> match(String word) {
        String normal = Spelling.normal(word);
        String code = codes.get(normal);
        return code == null && Spelling.isQuantity(normal)
                ? Spelling.codeOf(normal).map(codes::get)
                : Optional.ofNullable(code);
    }

    /** Returns the last day of the ended member that a word means; empty if the member has not ended. */
    public Optional<LocalDate> endOf(String word) {
        return Optional.ofNullable(ended.get(Spelling.normal(word)));
    }

    public Optional<Member> member(String code) {
        return members.stream().filter(member -> member.code().equals(code)).findFirst();
    }

    /**
     * Reads a file.
     *
     * @throws Failure if it cannot be read or contains mistakes
     */
    public static ReferenceTable read(String name, Path file) {
        return read(name, text(file), file.toString());
    }

    /** Returns the text of a file under {@code reference}. */
    public static String text(Path file) {
        try {
            return text(Files.readAllBytes(file), file.toString());
        } catch (IOException unreadable) {
            throw ReferenceMessages.unreadable(file.toString());
        }
    }

    /**
     * Returns the text of the content of such a file.
     *
     * @param place the file, as the operator knows it
     */
    static String text(byte[] content, String place) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            // Excel writes a byte order mark, which is not part of the first header.
            return text.replaceFirst("^\uFEFF", "");
        } catch (CharacterCodingException notUtf8) {
            throw ReferenceMessages.unreadable(place);
        }
    }

    /** Returns the table that is built into the program. */
    static ReferenceTable builtIn(String name) {
        return read(name, builtInText(name), "defaults/reference/" + name + ".csv");
    }

    /** Returns the text of the table that is built into the program. */
    public static String builtInText(String name) {
        return ConfigurationFile.builtInText("defaults/reference/" + name + ".csv");
    }

    private static ReferenceTable read(String name, String text, String place) {
        Mistakes mistakes = new Mistakes();
        ReferenceTable table = read(name, text, place, mistakes);
        mistakes.requireNone();
        return table;
    }

    /**
     * Reads a file as far as it is right: rows with a mistake are left out.
     *
     * @throws Failure if the text is not a table with this header, or if the parents of members are wrong
     */
    static ReferenceTable read(String name, String text, String place, Mistakes mistakes) {
        Map<Member, String> lines = new LinkedHashMap<>();
        Map<String, Member> owners = new LinkedHashMap<>();
        Map<String, LocalDate> ended = new LinkedHashMap<>();
        eachRow(text, place, HEADER, REQUIRED, mistakes, (record, line) -> {
            Member member = member(record, lines.size() + 1, line);
            if (lines.keySet().stream().anyMatch(other -> other.code().equals(member.code()))) {
                throw ReferenceMessages.codeTwice(line, member.code());
            }
            lines.put(member, line);
            member.words().forEach(word -> assign(owners, word, member, line));
            if (member.to().isBefore(LocalDate.MAX)) {
                Stream.of(member.code(), member.nameZh(), member.nameEn())
                        .forEach(word -> ended.put(Spelling.normal(word), member.to()));
            }
        });
        requireParents(lines);
        // A name that another member still has has not ended.
        lines.keySet().stream()
                .filter(member -> member.to().equals(LocalDate.MAX))
                .flatMap(member -> Stream.of(member.code(), member.nameZh(), member.nameEn()))
                .forEach(word -> ended.remove(Spelling.normal(word)));
        Map<String, String> codes = new LinkedHashMap<>();
        owners.forEach((word, member) -> codes.put(word, member.code()));
        return new ReferenceTable(name, List.copyOf(lines.keySet()), codes, ended);
    }

    /**
     * Reads the rows of a file under {@code reference}, and collects the mistakes in them.
     *
     * @param row takes a row and its place, which is the file with the line
     * @throws Failure if the text is not a table with this header
     */
    static void eachRow(
            String text,
            String place,
            Set<String> known,
            List<String> required,
            Mistakes mistakes,
            BiConsumer<CSVRecord, String> row) {
        // The parser counts the last line only if it is ended.
        try (CSVParser parser = FORMAT.parse(new StringReader(text.endsWith("\n") ? text : text + "\n"))) {
            requireHeader(parser.getHeaderNames(), known, required, place);
            for (CSVRecord record : parser) {
                String line = place + ":" + parser.getCurrentLineNumber();
                mistakes.checking(() -> {
                    if (!record.isConsistent()) {
                        throw ReferenceMessages.unequalRow(line);
                    }
                    row.accept(record, line);
                });
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException broken) {
            throw ReferenceMessages.notATable(
                    place, Throwables.getRootCause(broken).getMessage());
        }
    }

    /** Refuses a header with unknown columns, or without a required one. */
    private static void requireHeader(List<String> header, Set<String> known, List<String> required, String place) {
        Mistakes mistakes = new Mistakes();
        header.stream()
                .filter(column -> !known.contains(column))
                .forEach(column -> mistakes.add(ConfigurationFile.unknown(column, place, known)));
        if (mistakes.isEmpty()) {
            required.stream()
                    .filter(column -> !header.contains(column))
                    .forEach(column -> mistakes.add(ReferenceMessages.missingColumn(place, column)));
        }
        mistakes.requireNone();
    }

    /** Refuses parents that are not members of the table, and members that contain each other. */
    private static void requireParents(Map<Member, String> lines) {
        Map<String, String> parents = new LinkedHashMap<>();
        lines.keySet().stream()
                .filter(member -> !member.parent().isEmpty())
                .forEach(member -> parents.put(member.code(), member.parent()));
        Set<String> codes = lines.keySet().stream().map(Member::code).collect(Collectors.toSet());
        Mistakes mistakes = new Mistakes();
        lines.forEach((member, line) -> {
            if (!member.parent().isEmpty() && !codes.contains(member.parent())) {
                mistakes.add(ReferenceMessages.unknownParent(line, member.parent()));
            }
            Set<String> above = new HashSet<>();
            String code = member.code();
            while (code != null && above.add(code)) {
                code = parents.get(code);
            }
            if (member.code().equals(code)) {
                mistakes.add(ReferenceMessages.cyclicParents(line, code));
            }
        });
        mistakes.requireNone();
    }

    private static Member member(CSVRecord record, int nth, String line) {
        String order = cell(record, "sort_order");
        String multiplier = cell(record, "multiplier");
        String number = multiplier.isEmpty() ? cell(record, "at_least") : multiplier;
        number(order, "\\d{1,9}", line);
        number(number, "\\d{1,18}(\\.\\d{1,9})?", line);
        String kind = cell(record, "kind");
        if (!kind.isEmpty() && UnitKind.named(kind).isEmpty()) {
            throw ReferenceMessages.unknownUnitKind(line, kind);
        }
        return new Member(
                record.get("code"),
                record.get("name_zh"),
                record.get("name_en"),
                cell(record, "parent"),
                cell(record, "group"),
                order.isEmpty() ? nth : Integer.parseInt(order),
                tile(record, line),
                number.isEmpty() ? "1" : number,
                kind,
                currencies(cell(record, "currency"), line),
                words(record).toList(),
                day(cell(record, "valid_from"), LocalDate.MIN, line),
                day(cell(record, "valid_to"), LocalDate.MAX, line));
    }

    private static List<Integer> tile(CSVRecord record, String place) {
        List<String> cells = List.of(cell(record, "tile_row"), cell(record, "tile_column"));
        cells.forEach(cell -> number(cell, "[1-9]\\d{0,2}", place));
        return cells.contains("")
                ? List.of()
                : cells.stream().map(Integer::valueOf).toList();
    }

    private static LocalDate day(String text, LocalDate otherwise, String place) {
        return text.isEmpty() ? otherwise : day(text, place);
    }

    /** Returns the day in a cell of a file under {@code reference}. */
    static LocalDate day(String text, String place) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException wrong) {
            throw ReferenceMessages.notADate(place, text);
        }
    }

    private static void number(String text, String form, String place) {
        if (!text.isEmpty() && !text.matches(form)) {
            throw ReferenceMessages.notANumber(place, text);
        }
    }

    private static List<String> currencies(String codes, String place) {
        List<String> currencies =
                Stream.of(codes.split("\\|")).filter(code -> !code.isBlank()).toList();
        for (String code : currencies) {
            if (Settings.currency(code).isEmpty()) {
                throw ReferenceMessages.unsupportedCurrency(place, code);
            }
        }
        return currencies;
    }

    private static Stream<String> words(CSVRecord record) {
        Stream<String> names = Stream.of("code", "name_zh", "name_en").map(record::get);
        return Stream.concat(names, Stream.of(cell(record, "aliases").split("\\|")))
                .filter(word -> !word.isBlank());
    }

    /** Assigns a word to a member; if two members had it one after the other, to the later one. */
    private static void assign(Map<String, Member> owners, String word, Member member, String place) {
        Member owner = owners.putIfAbsent(Spelling.normal(word), member);
        if (owner == null || owner.code().equals(member.code())) {
            return;
        }
        if (owner.endedBefore(member)) {
            owners.put(Spelling.normal(word), member);
        } else if (!member.endedBefore(owner)) {
            throw ReferenceMessages.ambiguousName(place, word, owner.code(), member.code());
        }
    }

    private static String cell(CSVRecord record, String column) {
        return record.isMapped(column) && record.isSet(column)
                ? record.get(column).strip()
                : "";
    }
}
