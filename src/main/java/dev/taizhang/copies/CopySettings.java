package dev.taizhang.copies;

import com.google.common.collect.ImmutableSortedSet;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings of {@code taizhang.conf} for copies.
 *
 * @param workbook the sheets of the meeting's workbook in order; empty if the heads of the tables choose them
 * @param guardsFormulas whether an apostrophe guards texts in CSV exports that Excel would read as formulas
 * @param files the copies in files that are made
 * @param leftOut the columns that no copy has, such as names of persons
 * @param readersGroup the group of users that may read the exports
 * @param words the portfolio's own words
 * @param mart the PostgreSQL mart that receives every release
 */
public record CopySettings(
        Optional<List<WorkbookSheet>> workbook,
        boolean guardsFormulas,
        Set<FileCopy> files,
        ImmutableSortedSet<String> leftOut,
        Optional<String> readersGroup,
        PageWords words,
        Optional<MartAddress> mart) {
    /** Reads the settings. A mistake is a failure that names its line. */
    public static CopySettings of(Settings settings) {
        ConfigurationFile file = settings.file();
        return new CopySettings(
                file.has("workbook") ? Optional.of(WorkbookSheet.read(file)) : Optional.empty(),
                guardsFormulas(file),
                files(file),
                ImmutableSortedSet.copyOf(file.knownWords("copies_without", Datasets.PARTIES)),
                file.optionalText("readers_group"),
                PageWords.read(file),
                MartAddress.read(file));
    }

    private static Set<FileCopy> files(ConfigurationFile file) {
        List<String> wanted = file.knownWords("copies", FileCopy.words());
        return Arrays.stream(FileCopy.values())
                .filter(copy -> wanted.contains(copy.word()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean guardsFormulas(ConfigurationFile file) {
        String way = file.text("csv_formulas");
        if (!way.equals("guarded") && !way.equals("as_sent")) {
            throw file.wrong("csv_formulas", CopyMessages.notAWayToWriteFormulas());
        }
        return way.equals("guarded");
    }
}
