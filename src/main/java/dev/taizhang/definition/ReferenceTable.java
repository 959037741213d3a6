package dev.taizhang.definition;

import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The members of one dimension, as a reference CSV lists them, and the words that mean them.
 *
 * @param name the file's name without its ending
 * @param members in the order of the file
 * @param codes from every word in its normal spelling (code, both names, aliases) to the code of its member; of two members that
 *     had the word one after the other to the later one
 * @param ended from every word of a member that has ended to the day it ended
 */
public record ReferenceTable(String name, List<Member> members, Map<String, String> codes, Map<String, LocalDate> ended)
        implements Serializable {
    /** The code under which everything unmatched is counted. */
    public static final String UNASSIGNED = "unassigned";

    /** How files below {@code reference} are written. */
    static final CSVFormat FORMAT = CSVFormat.DEFAULT
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
            "valid_from",
            "valid_to",
            "multiplier",
            "at_least"));

    private static final List<String> NEEDED = List.of("code", "name_zh", "name_en");

    /**
     * One member.
     *
     * @param parent the code of the member that it is part of; empty if it is part of none
     * @param group whom it is ranked among; empty if all are ranked together
     * @param number what a unit multiplies by, or where a size band begins; {@code 1} elsewhere
     */
    public record Member(
            String code,
            String nameZh,
            String nameEn,
            String parent,
            String group,
            int sortOrder,
            String number,
            LocalDate from,
            LocalDate to)
            implements Serializable {
        /** Whether it had ended when another one began. */
        private boolean endedBefore(Member other) {
            return to.isBefore(other.from);
        }
    }

    /** The code that a sender's word means. */
    public Optional<String> match(String word) {
        String normal = Spelling.normal(word);
        String code = codes.get(normal);
        return code == null && Spelling.isQuantity(normal)
                ? Spelling.codeOf(normal).map(codes::get)
                : Optional.ofNullable(code);
    }

    /** The day on which the member ended that a word means or meant; empty where it still stands. */
    public Optional<LocalDate> endOf(String word) {
        return Optional.ofNullable(ended.get(Spelling.normal(word)));
    }

    public Optional<Member> member(String code) {
        return members.stream().filter(member -> member.code().equals(code)).findFirst();
    }

    static ReferenceTable read(String name, Path file) {
        return read(name, new StringReader(text(file)), file.toString());
    }

    /** The text of a file below {@code reference}. */
    static String text(Path file) {
        try {
            // Excel writes a byte order mark, which is no part of the first header.
            return Files.readString(file, StandardCharsets.UTF_8).replaceFirst("^\uFEFF", "");
        } catch (IOException unreadable) {
            throw Failure.usage(
                    new Bilingual(file + "：参照表读不出来。", file + ": the reference table cannot be read."),
                    new Bilingual("请以 UTF-8 编码的 CSV 重新保存。", "Save it as CSV in UTF-8."));
        }
    }

    static ReferenceTable read(String name, Reader reader, String place) {
        List<Member> members = new ArrayList<>();
        Map<String, Member> holders = new LinkedHashMap<>();
        Map<String, LocalDate> ended = new LinkedHashMap<>();
        try (CSVParser parser = FORMAT.parse(reader)) {
            requireHeader(parser, HEADER, NEEDED, place);
            for (CSVRecord record : parser) {
                Member member = member(record, members.size() + 1, place);
                members.add(member);
                words(record, member).forEach(word -> claim(holders, word, member, place));
                if (member.to().isBefore(LocalDate.MAX)) {
                    Stream.of(member.code(), member.nameZh(), member.nameEn())
                            .forEach(word -> ended.put(Spelling.normal(word), member.to()));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        requireParents(members, place);
        // A name that lives on in another member has not ended.
        members.stream()
                .filter(member -> member.to().equals(LocalDate.MAX))
                .flatMap(member -> Stream.of(member.code(), member.nameZh(), member.nameEn()))
                .forEach(word -> ended.remove(Spelling.normal(word)));
        Map<String, String> codes = new LinkedHashMap<>();
        holders.forEach((word, member) -> codes.put(word, member.code()));
        return new ReferenceTable(name, List.copyOf(members), codes, ended);
    }

    /** A parent is a member of the same table, and none is part of itself. */
    private static void requireParents(List<Member> members, String place) {
        Map<String, String> parents = new LinkedHashMap<>();
        members.stream()
                .filter(member -> !member.parent().isEmpty())
                .forEach(member -> parents.put(member.code(), member.parent()));
        Set<String> codes = members.stream().map(Member::code).collect(Collectors.toSet());
        for (Member member : members) {
            String line = place + ":" + (members.indexOf(member) + 2);
            if (!member.parent().isEmpty() && !codes.contains(member.parent())) {
                throw wrong(
                        line,
                        "上级“" + member.parent() + "”不在本表中。",
                        "the parent \"" + member.parent() + "\" is not a member of this table.");
            }
            Set<String> above = new HashSet<>();
            for (String code = member.code(); code != null; code = parents.get(code)) {
                if (!above.add(code)) {
                    throw wrong(
                            line, "“" + member.code() + "”是自己的上级。", "\"" + member.code() + "\" is a parent of itself.");
                }
            }
        }
    }

    private static Member member(CSVRecord record, int nth, String place) {
        requireConsistent(record, place + ":" + (nth + 1));
        String order = cell(record, "sort_order");
        String multiplier = cell(record, "multiplier");
        String number = multiplier.isEmpty() ? cell(record, "at_least") : multiplier;
        number(order, "\\d{1,9}", place);
        number(number, "\\d{1,18}(\\.\\d{1,9})?", place);
        return new Member(
                record.get("code"),
                record.get("name_zh"),
                record.get("name_en"),
                cell(record, "parent"),
                cell(record, "group"),
                order.isEmpty() ? nth : Integer.parseInt(order),
                number.isEmpty() ? "1" : number,
                day(cell(record, "valid_from"), LocalDate.MIN, place),
                day(cell(record, "valid_to"), LocalDate.MAX, place));
    }

    private static LocalDate day(String text, LocalDate otherwise, String place) {
        return text.isEmpty() ? otherwise : day(text, place);
    }

    /** The day that a cell of a file below {@code reference} says. */
    static LocalDate day(String text, String place) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException wrong) {
            throw wrong(
                    place,
                    "“" + text + "”不是日期，请写成 2025-03-31 这样的形式。",
                    "\"" + text + "\" is not a date; write it like 2025-03-31.");
        }
    }

    /** Refuses a header with a column that nobody knows, or without one that is needed. */
    static void requireHeader(CSVParser parser, Set<String> known, List<String> needed, String place) {
        for (String column : parser.getHeaderNames()) {
            if (!known.contains(column)) {
                throw ConfigurationFile.unknown(column, place, known);
            }
        }
        for (String column : needed) {
            if (!parser.getHeaderNames().contains(column)) {
                throw wrong(place, "缺少列“" + column + "”。", "the column \"" + column + "\" is missing.");
            }
        }
    }

    /** Refuses a row that is shorter or longer than the header. */
    static void requireConsistent(CSVRecord record, String line) {
        if (!record.isConsistent()) {
            throw wrong(line, "列数与表头不同。", "the row has another number of columns than the header.");
        }
    }

    private static void number(String text, String form, String place) {
        if (!text.isEmpty() && !text.matches(form)) {
            throw wrong(place, "“" + text + "”不是数字。", "\"" + text + "\" is not a number.");
        }
    }

    /** The failure for a file below {@code reference} that makes no sense. */
    static Failure wrong(String place, String zh, String en) {
        return Failure.usage(
                new Bilingual(place + "：" + zh, place + ": " + en),
                new Bilingual(
                        "请按 conf/reference 中的示例改正后重试。",
                        "Correct it as the examples under conf/reference show, and run again."));
    }

    private static Stream<String> words(CSVRecord record, Member member) {
        Stream<String> aliases = Stream.of(cell(record, "aliases").split("\\|"));
        return Stream.concat(Stream.of(member.code(), member.nameZh(), member.nameEn()), aliases)
                .filter(word -> !word.isBlank());
    }

    /** Gives a word to a member; of two that had it one after the other, to the later one. */
    private static void claim(Map<String, Member> holders, String word, Member member, String place) {
        Member holder = holders.putIfAbsent(Spelling.normal(word), member);
        if (holder == null || holder.code().equals(member.code())) {
            return;
        }
        if (holder.endedBefore(member)) {
            holders.put(Spelling.normal(word), member);
        } else if (!member.endedBefore(holder)) {
            throw Failure.usage(
                    new Bilingual(
                            "%s：“%s”同时指向 %s 和 %s。".formatted(place, word, holder.code(), member.code()),
                            "%s: \"%s\" means both %s and %s.".formatted(place, word, holder.code(), member.code())),
                    new Bilingual(
                            "请只保留一处，或用 valid_from 和 valid_to 写明先后。",
                            "Keep it in one of them only, or say by valid_from and valid_to which comes after which."));
        }
    }

    private static String cell(CSVRecord record, String column) {
        return record.isMapped(column) && record.isSet(column)
                ? record.get(column).strip()
                : "";
    }
}
