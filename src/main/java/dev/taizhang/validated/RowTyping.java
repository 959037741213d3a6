package dev.taizhang.validated;

import dev.taizhang.definition.Column;
import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.Settings;
import dev.taizhang.definition.Spelling;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.SourceRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Turns the text of one row into typed values, one column at a time, and says what is wrong with each cell. */
final class RowTyping {
    private static final Map<String, Boolean> FLAGS = Map.of(
            "是", true, "yes", true, "y", true, "true", true, "1", true, "否", false, "no", false, "n", false, "false",
            false, "0", false);

    private final Feed feed;
    private final Map<String, ReferenceTable> references;
    private final Currency portfolioCurrency;
    private final int currencyPlace;
    private final int datePlace;

    /** The columns whose words may mean a member that has ended. */
    private final int[] ending;

    private final Numbers numbers;
    private final Dates dates;
    private final CellText texts;

    RowTyping(Feed feed, Map<String, ReferenceTable> references, Currency portfolioCurrency) {
        this.feed = feed;
        this.references = references;
        this.portfolioCurrency = portfolioCurrency;
        this.currencyPlace = feed.dataset().has("currency") ? feed.dataset().indexOf("currency") : -1;
        this.datePlace = feed.dataset().has("snapshot_date") ? feed.dataset().indexOf("snapshot_date") : -1;
        List<Column> columns = feed.dataset().columns();
        this.ending = IntStream.range(0, columns.size())
                .filter(index -> columns.get(index).type() == ColumnType.REFERENCE
                        && !references
                                .get(columns.get(index).reference())
                                .ended()
                                .isEmpty())
                .toArray();
        this.numbers = new Numbers(references.get("units"));
        this.dates = new Dates(feed.dateForms());
        this.texts = new CellText(feed);
    }

    /**
     * A typed row.
     *
     * @param values one value for each canonical column; null where there is none
     * @param problems why the row is rejected; empty where it is not
     * @param warnings what is odd about an acceptable row
     * @param keyReadable whether the row at least says what it speaks of
     */
    record Typed(Object[] values, List<Finding> problems, List<Finding> warnings, boolean keyReadable) {}

    Typed type(SourceRow row) {
        List<Column> columns = feed.dataset().columns();
        Typed typed = new Typed(new Object[columns.size()], new ArrayList<>(), new ArrayList<>(), true);
        if (row.problem() != null) {
            typed.problems()
                    .add(new Finding(
                            null, null, row.problem().rule(), row.problem().sentence()));
        }
        Currency currency = currency(row, typed);
        boolean keyReadable = true;
        for (int index = 0; index < columns.size(); index++) {
            Column column = columns.get(index);
            if (index == currencyPlace) {
                typed.values()[index] = currency.getCurrencyCode();
                continue;
            }
            String text = texts.present(row.cells()[index]);
            boolean withheld = text != null && texts.isWithheld(text);
            if (text == null || (withheld && mandatoryKey(column))) {
                blank(column, row, index, typed);
            } else if (withheld) {
                typed.warnings().add(CellText.withheld(column, text));
            } else {
                typed.values()[index] = value(column, text, row, index, currency, typed);
            }
            keyReadable &= typed.values()[index] != null || !mandatoryKey(column);
        }
        if (datePlace >= 0 && typed.values()[datePlace] instanceof Date date) {
            endedMembers(row, date.toLocalDate(), typed);
        }
        return new Typed(typed.values(), typed.problems(), typed.warnings(), keyReadable);
    }

    /** Warns of words for members that had ended when the row was true. */
    private void endedMembers(SourceRow row, LocalDate date, Typed typed) {
        for (int index : ending) {
            Column column = feed.dataset().columns().get(index);
            String text = texts.present(row.cells()[index]);
            LocalDate end = text == null
                    ? null
                    : references.get(column.reference()).endOf(text).orElse(null);
            if (end != null && end.isBefore(date)) {
                String now = references.get(column.reference()).match(text).orElse(ReferenceTable.UNASSIGNED);
                typed.warnings()
                        .add(Finding.of(
                                column.name(),
                                text,
                                "member_ended",
                                "“" + text + "”只用到 " + end + "，该行计入 " + now + "，请改用现行的名称或代码。",
                                "\"" + text + "\" was in use until " + end + "; the row counts under " + now
                                        + ". Use the name or code of today."));
            }
        }
    }

    private boolean mandatoryKey(Column column) {
        return feed.dataset().key().contains(column.name()) && mandatory(column);
    }

    private boolean mandatory(Column column) {
        return feed.dataset().mandatory().contains(column.name());
    }

    private Currency currency(SourceRow row, Typed typed) {
        String text = currencyPlace < 0 ? null : texts.present(row.cells()[currencyPlace]);
        if (text == null) {
            return portfolioCurrency;
        }
        Optional<Currency> currency = Settings.currency(text);
        if (currency.isEmpty()) {
            typed.problems()
                    .add(Finding.of(
                            "currency",
                            text,
                            "currency_unknown",
                            "“" + text + "”不是支持的币种代码，请填 CNY、USD 等。",
                            "\"" + text + "\" is not a supported currency code; write CNY, USD and the like."));
        }
        return currency.orElse(portfolioCurrency);
    }

    private void blank(Column column, SourceRow row, int index, Typed typed) {
        String text = row.cells()[index];
        if (column.type() == ColumnType.MEMBER
                && texts.present(row.cells()[feed.dataset().indexOf("share")]) == null) {
            typed.warnings()
                    .add(Finding.of(
                            column.name(),
                            text,
                            "set_emptied",
                            "“成员”和“份额”都为空：该项目在此维度不再分摊，按其自身一行计。",
                            "Neither member nor share is given: the project has no set for this dimension any more and"
                                    + " counts under its own row."));
        } else if (mandatory(column)) {
            typed.problems()
                    .add(Finding.of(
                            column.name(),
                            text,
                            "key_blank",
                            "“" + column.title().zh() + "”为空，请补填。",
                            "\"" + column.title().en() + "\" is blank; fill it in."));
        } else if ((column.type() == ColumnType.REFERENCE || column.type() == ColumnType.MEMBER)
                && feed.columns().containsKey(column.name())
                && feed.dataset().required().contains(column.name())) {
            typed.warnings()
                    .add(Finding.of(
                            column.name(),
                            text,
                            "dimension_blank",
                            "“" + column.title().zh() + "”为空，计入“未归类”。",
                            "\"" + column.title().en() + "\" is blank; the row counts as unassigned."));
        }
    }

    private Object value(Column column, String text, SourceRow row, int index, Currency currency, Typed typed) {
        String unit = row.units()[index];
        try {
            CellText.legible(column, text).ifPresent(typed.warnings()::add);
            return switch (column.type()) {
                case TEXT -> feed.dataset().key().contains(column.name()) ? CellText.key(text) : text.strip();
                case REFERENCE -> reference(column, column.reference(), text, typed);
                case MEMBER -> member(column, text, row, typed);
                case AMOUNT -> amount(column, text, unit, currency, typed);
                case NUMBER, TARGET -> bounded(numbers.read(text, unit == null ? "one" : unit), 20);
                case FRACTION -> bounded(numbers.read(text, unit), 6);
                case SHARE -> share(text, unit);
                case DATE -> dates.date(text);
                case MONTH -> dates.month(text);
                case YEAR -> year(text);
                case FLAG -> flag(text);
            };
        } catch (Unreadable unreadable) {
            typed.problems().add(new Finding(column.name(), text, unreadable.rule(), unreadable.sentence()));
            return null;
        }
    }

    /** A member of the dimension that the row names; without a known dimension nobody can tell what it is. */
    private String member(Column column, String text, SourceRow row, Typed typed) {
        int place = feed.dataset().indexOf("dimension");
        String dimension = texts.present(row.cells()[place]);
        Optional<String> code = dimension == null
                ? Optional.empty()
                : references.get("dimensions").match(dimension);
        if (code.isPresent()) {
            return reference(column, code.get() + "s", text, typed);
        }
        if (dimension != null) {
            typed.problems()
                    .add(Finding.of(
                            "dimension",
                            dimension,
                            "dimension_unknown",
                            "“维度”应为“县区”或“产业集群”，不是“" + dimension + "”。",
                            "The dimension must be district or cluster, not \"" + dimension + "\"."));
        }
        return text;
    }

    private String reference(Column column, String table, String text, Typed typed) {
        if (references.get(table).match(text).isEmpty()) {
            typed.warnings()
                    .add(Finding.of(
                            column.name(),
                            text,
                            "member_unknown",
                            "“" + column.title().zh() + "”中的“" + text + "”不在参照表中，计入“未归类”。",
                            "\"" + text + "\" is not in the reference table of \""
                                    + column.title().en() + "\"; the row counts as unassigned."));
        }
        return text;
    }

    private Long amount(Column column, String text, String unit, Currency currency, Typed typed) throws Unreadable {
        BigDecimal amount = numbers.read(text, unit);
        if (amount.signum() < 0) {
            throw new Unreadable(
                    "amount_negative",
                    "“" + column.title().zh() + "”是负数 " + text + "，请核对。",
                    "\"" + column.title().en() + "\" is negative: " + text + "; check it.");
        }
        int digits = currency.getDefaultFractionDigits();
        if (Numbers.finer(amount, digits)) {
            typed.warnings()
                    .add(Finding.of(
                            column.name(),
                            text,
                            "amount_rounded",
                            "“" + text + "”比最小货币单位更细，已四舍五入一次。",
                            "\"" + text
                                    + "\" is finer than the currency's smallest unit and was rounded once, half up."));
        }
        return Numbers.smallestUnits(amount, digits);
    }

    private BigDecimal share(String text, String unit) throws Unreadable {
        BigDecimal share = bounded(numbers.read(text, unit), 6);
        if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
            throw new Unreadable(
                    "share_range",
                    "份额应在 0 到 100% 之间，不是 " + text + "。",
                    "A share lies between 0 and 100 %, and this is " + text + ".");
        }
        return share;
    }

    /** A number with six decimals, where its whole part fits the column. */
    private static BigDecimal bounded(BigDecimal number, int wholeDigits) throws Unreadable {
        BigDecimal rounded = number.setScale(6, RoundingMode.HALF_UP);
        if (rounded.precision() - rounded.scale() > wholeDigits) {
            throw new Unreadable(
                    "number_too_large",
                    "数值 " + number.toPlainString() + " 过大，请核对单位。",
                    "The number " + number.toPlainString() + " is too large; check its unit.");
        }
        return rounded;
    }

    private static Integer year(String text) throws Unreadable {
        String digits = Spelling.normal(text).replaceFirst("年度?$", "").strip();
        if (!digits.matches("(19|20|21)\\d{2}")) {
            throw new Unreadable(
                    "year_form", "“" + text + "”不是四位年份。", "\"" + text + "\" is not a year of four digits.");
        }
        return Integer.valueOf(digits);
    }

    private static Boolean flag(String text) throws Unreadable {
        Boolean flag = FLAGS.get(text.strip().toLowerCase(Locale.ROOT));
        if (flag == null) {
            throw new Unreadable("flag_form", "“" + text + "”应填“是”或“否”。", "\"" + text + "\" should be yes or no.");
        }
        return flag;
    }
}
