package dev.taizhang.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A register that an office keeps from month to month: the same columns at every date, one row per entry.
 *
 * @param sheetName the name of its sheet
 * @param columns its columns in order
 * @param <T> the type of its entries
 */
record Register<T>(String sheetName, List<Field<T>> columns) {

    /**
     * A column: its header, and its cell for an entry as known at a date.
     *
     * @param name the canonical name
     */
    record Field<T>(String name, String header, BiFunction<T, LocalDate, Cell> cell) {
        /** Returns a text column that is the same at every date; blank if there is no text. */
        static <T> Field<T> text(String name, String header, Function<T, String> value) {
            return new Field<>(name, header, (entry, date) -> {
                String text = value.apply(entry);
                return text.isEmpty() ? new Cell.Blank() : new Cell.Text(text);
            });
        }

        /** Returns an amount column in a unit that the header or the title states. */
        static <T> Field<T> money(
                String name, String header, MoneyUnit unit, BiFunction<T, LocalDate, Optional<Amount>> value) {
            return new Field<>(
                    name,
                    header + unit.inHeader(),
                    (entry, date) -> Cell.of(value.apply(entry, date).map(unit::cell)));
        }

        /** Returns a date column that is blank until the day has come. */
        static <T> Field<T> day(
                String name, String header, DateForm form, BiFunction<T, LocalDate, Optional<LocalDate>> value) {
            return new Field<>(
                    name,
                    header,
                    (entry, date) -> Cell.of(value.apply(entry, date).map(form::cell)));
        }
    }

    /** Lays out the entries as known at a date. A text file has no sheet name and no title. */
    Sheet sheet(FileForm form, String title, LocalDate date, List<T> entries) {
        return new Sheet(
                form == FileForm.CSV ? "" : sheetName,
                form.title(title),
                columns.stream()
                        .map(column -> new SheetColumn(column.header(), SheetColumn.Kind.TEXT))
                        .toList(),
                entries.stream().map(entry -> cells(entry, date)).toList());
    }

    private List<Cell> cells(T entry, LocalDate date) {
        return columns.stream().map(column -> column.cell().apply(entry, date)).toList();
    }

    /** Returns the position of a column, from 0. */
    int indexOf(String name) {
        return columns.stream().map(Field::name).toList().indexOf(name);
    }
}
