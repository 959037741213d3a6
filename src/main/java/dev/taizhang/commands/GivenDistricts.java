package dev.taizhang.commands;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.Spelling;
import dev.taizhang.drafts.NewOffice;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The districts of a new office as a person gives them: names with commas between them, or the name of a CSV file. */
final class GivenDistricts {
    private GivenDistricts() {}

    /** Returns what is wrong with them; empty if nothing is. */
    static Optional<Bilingual> objection(String given) {
        return isFile(given) ? objectionToFile(Path.of(given)) : objectionToNames(names(given));
    }

    /** Returns the reference table. */
    static String csv(String given) {
        return isFile(given) ? ReferenceTable.text(Path.of(given)) : NewOffice.districts(names(given));
    }

    /** Returns all names of the districts. */
    static List<String> words(String given) {
        return isFile(given)
                ? ReferenceTable.read("districts", Path.of(given)).members().stream()
                        .flatMap(member -> member.words().stream())
                        .toList()
                : names(given);
    }

    private static boolean isFile(String given) {
        return given.endsWith(".csv") || given.contains("/");
    }

    private static List<String> names(String given) {
        return Stream.of(given.split("[,，、;；]", -1)).map(String::strip).toList();
    }

    private static Optional<Bilingual> objectionToFile(Path file) {
        try {
            List<String> codes = ReferenceTable.read("districts", file).members().stream()
                    .map(ReferenceTable.Member::code)
                    .toList();
            return codes.isEmpty() ? Optional.of(InitMessages.noDistricts(file)) : objectionToNames(codes);
        } catch (Failure wrong) {
            return Optional.of(wrong.problem());
        }
    }

    private static Optional<Bilingual> objectionToNames(List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isEmpty()) {
                return Optional.of(InitMessages.blankDistrict());
            }
            Optional<Bilingual> objection = Questions.objectionToText(name);
            if (objection.isPresent()) {
                return objection;
            }
            if (!seen.add(Spelling.normal(name))) {
                return Optional.of(InitMessages.districtTwice(name));
            }
        }
        return Optional.empty();
    }
}
