package dev.taizhang.feeds;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.Spelling;
import dev.taizhang.definition.StatedUnit;
import dev.taizhang.definition.UnitKind;
import dev.taizhang.definition.Units;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Compares the units by which the amounts of a table are read with those that other places of the table state. */
final class MoneyUnits {
    private static final Bilingual NOTE = new Bilingual("表中说明", "note");
    private static final Set<UnitKind> MONEY = Set.of(UnitKind.MONEY);
    private static final String YUAN = "CNY";

    /** Headers of columns that state units or currencies. */
    private static final Pattern UNITS_OF_ROWS = Pattern.compile("(?:计量|金额|货币|投资)?单位|币种|货币|計量單位|單位|幣種|unit|currency");

    private final Units units;
    private final HeaderMap header;
    private final List<StatedUnit> all;
    private final List<StatedUnit> notFromHeader;

    /** The columns of units that the feed does not read. */
    private final int[] unread;

    MoneyUnits(Units units, List<Column> columns, HeaderMap header, String[] columnUnits) {
        this.units = units;
        this.header = header;
        int[] money = IntStream.range(0, columnUnits.length)
                .filter(index -> columns.get(index).type().isMoney() && columnUnits[index] != null)
                .toArray();
        this.all = stated(IntStream.of(money), columnUnits);
        this.notFromHeader = stated(IntStream.of(money).filter(index -> header.units()[index] == null), columnUnits);
        this.unread = IntStream.range(0, header.names().size())
                .filter(place ->
                        !header.wanted().get(place) && isOfUnits(header.names().get(place)))
                .toArray();
    }

    private List<StatedUnit> stated(IntStream indexes, String[] columnUnits) {
        return indexes.mapToObj(index -> units.unit(columnUnits[index]).orElse(null))
                .filter(Objects::nonNull)
                .toList();
    }

    private static boolean isOfUnits(String name) {
        return name != null && UNITS_OF_ROWS.matcher(Spelling.normal(name)).matches();
    }

    /** Refuses the file if a note states another unit than the one by which amounts are read. */
    void requireSameInNote(SheetRows.Line note) {
        String text =
                note.cells().stream().filter(cell -> !SheetRows.isBlank(cell)).collect(Collectors.joining(" "));
        Optional<StatedUnit> stated =
                Optional.ofNullable(TitleUnit.of(text, units, MONEY).phrase()).flatMap(units::unit);
        if (stated.isPresent() && notFromHeader.stream().anyMatch(unit -> !unit.equivalent(stated.get()))) {
            throw RefusalMessages.unclearUnit(NOTE, text.strip());
        }
    }

    /** Refuses the file if a column of units or currencies that the feed does not name states another unit. */
    void requireSameInUnreadColumns(SheetRows.Line line) {
        for (int place : unread) {
            String cell = line.cell(place);
            if (!SheetRows.isBlank(cell) && units.isUnits(cell) && isOther(cell)) {
                throw RefusalMessages.unreadUnit(header.names().get(place), cell);
            }
        }
    }

    private boolean isOther(String cell) {
        Optional<StatedUnit> stated = units.unit(cell).filter(unit -> unit.fits(MONEY));
        boolean yuan = units.currency(cell, YUAN).filter(YUAN::equals).isPresent();
        return stated.isPresent() && !yuan && all.stream().noneMatch(unit -> unit.equivalent(stated.get()));
    }
}
