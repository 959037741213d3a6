package dev.taizhang.definition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Understands how senders state units, in the same way in cells, headers, titles and settings: 万元, US$ million,
 * 亿元，含税. The words are those of {@code units.csv}.
 */
public final class Units {
    private static final String YUAN = "CNY";

    private static final Pattern LABEL = Pattern.compile("^(?:[^:]*:|\\p{IsHan}{0,2}(?:单位|單位))\\s*");
    private static final Pattern WRAPPING = Pattern.compile("^以\\s*|\\s*(?:计|計|为单位|為單位)$|^[(\\[【〔]|[)\\]】〕]$");
    private static final Pattern SEPARATOR =
            Pattern.compile("[、;|]|,(?!(?<=\\d,)\\d{3}(?!\\d))|和|及|与|或|&|\\s(?:and|or)\\s");
    private static final Pattern BLANK_OF_HAN =
            Pattern.compile("(?<=[\\p{IsHan}%‰])\\s+(?=\\p{IsHan})|(?<=\\p{IsHan})\\s+(?=[%‰])");

    /** Words or signs of money and large numbers, which are never an explanation. */
    private static final Pattern LIKE_A_UNIT = Pattern.compile("[元圆圓万萬亿億币幣\\p{Sc}]|zł|тыс|руб|比索|法郎|卢比|克朗|里拉|第纳尔"
            + "|\\b(?:dollar|peso|franc|rupee|pound|dinar|lira|riyal|shilling)s?\\b");

    /** A power of ten before a unit, as in 10,000 yuan and RMB 100 million. */
    private static final Pattern POWER_OF_TEN =
            Pattern.compile("(?<![\\d.,])(?:10{1,8}|10{0,2}(?:[, ]000){1,2})(?![\\d.,])(?! ?0)");

    private static final Pattern HAN_NUMBER = Pattern.compile("\\s*[万萬亿億]");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Sc}]");

    private static final Pattern NUMBER = Pattern.compile("\\d[\\d., ]*");

    private static final List<String> POWERS = List.of("", "ten", "百", "千", "万", "十万", "百万", "千万", "亿");

    private static final Pattern PER = Pattern.compile("[/÷每]|\\bper\\b|以上|以下|以内");
    private static final Pattern SIGN_OR_CODE = Pattern.compile(".*(?:\\p{Sc}|币|幣)|rmb|renminbi|sterling|人民币");

    /** Currencies that {@code units.csv} need not have. */
    private static final Set<String> ISO_CODES = Currency.getAvailableCurrencies().stream()
            .map(currency -> Spelling.normal(currency.getCurrencyCode()))
            .collect(Collectors.toSet());

    private final UnitWords words;
    private final Map<String, Optional<StatedUnit>> known = new HashMap<>();

    public Units(ReferenceTable table) {
        this.words = new UnitWords(table);
    }

    /**
     * What a text states for a column.
     *
     * @param phrase the words of the unit; null if it states none
     * @param unclear whether it states a unit that is not understood, or that the column cannot have
     */
    public record Choice(String phrase, boolean unclear) {
        static final Choice NONE = new Choice(null, false);
        static final Choice UNCLEAR = new Choice(null, true);

        /** Returns whether a unit is stated, understood or not. */
        public boolean decides() {
            return phrase != null || unclear;
        }
    }

    /** Returns the unit that a phrase as a whole means; empty if it has other words or means several units. */
    public Optional<StatedUnit> unit(String phrase) {
        return known.computeIfAbsent(phrase, this::wholeUnit);
    }

    private Optional<StatedUnit> wholeUnit(String phrase) {
        List<UnitWords.Found> found = whole(plain(LABEL.matcher(plain(phrase)).replaceFirst("")));
        return found.size() == 1 ? Optional.ofNullable(found.get(0).unit()) : Optional.empty();
    }

    /** Returns the one currency that a phrase means, without any number; empty if it means none or several. */
    public Optional<String> currency(String phrase, String preferred) {
        return unit(phrase)
                .filter(unit -> unit.multiplier().compareTo(BigDecimal.ONE) == 0)
                .map(StatedUnit::currencies)
                .flatMap(codes -> codes.contains(preferred)
                        ? Optional.of(preferred)
                        : codes.stream().filter(code -> codes.size() == 1).findFirst());
    }

    /** Returns whether a text consists of units and separators only, whatever they measure. */
    public boolean isUnits(String text) {
        return Stream.of(SEPARATOR.split(plain(text)))
                .map(part -> plain(LABEL.matcher(part.strip()).replaceFirst("")))
                .noneMatch(part -> whole(part).isEmpty());
    }

    /**
     * Returns what a text states for a column: the text of parentheses, or what follows 单位.
     *
     * @param own whether it belongs to this column alone, so that a unit of another kind is a mistake
     */
    public Choice choice(String text, Set<UnitKind> kinds, boolean own) {
        Statement statement = statement(text);
        List<UnitWords.Found> fitting = distinct(statement.units(), kinds);
        if (fitting.size() > 1 && kinds.size() > 1) {
            fitting = distinct(fitting, Set.of(UnitKind.MONEY));
        }
        if (statement.unclear() || fitting.size() > 2) {
            return Choice.UNCLEAR;
        }
        if (fitting.size() == 2) {
            UnitWords.Found first = fitting.get(0);
            UnitWords.Found second = fitting.get(1);
            return merged(first, second)
                    .or(() -> merged(second, first))
                    .map(phrase -> new Choice(phrase, false))
                    .orElse(Choice.UNCLEAR);
        }
        if (fitting.isEmpty()) {
            return own && !statement.units().isEmpty() ? Choice.UNCLEAR : Choice.NONE;
        }
        return new Choice(fitting.get(0).phrase(), false);
    }

    /**
     * Returns the unit of a number for which a nearer place states one unit and a farther place another. A currency
     * without a number, as in $5 or （人民币）, leaves the number to the farther place; any other unit is complete.
     *
     * @return the phrase of the unit; empty if the two contradict each other
     */
    public Optional<String> within(String nearer, String farther) {
        Optional<StatedUnit> inner = unit(nearer);
        if (farther == null || inner.isEmpty() || !isCurrencyAlone(nearer, inner.get())) {
            return Optional.of(nearer);
        }
        Optional<StatedUnit> outer = unit(farther);
        if (outer.isEmpty() || outer.get().multiplier().compareTo(BigDecimal.ONE) == 0) {
            return Optional.of(nearer);
        }
        if (!outer.get().currencies().isEmpty()) {
            return outer.get().currencies().stream().anyMatch(inner.get().currencies()::contains)
                    ? Optional.of(farther)
                    : Optional.empty();
        }
        return merged(new UnitWords.Found(plain(nearer), inner.get()), new UnitWords.Found(farther, outer.get()));
    }

    /** Whether a phrase is a sign, code or name of a currency, not a counting word such as 美元 and dollars. */
    private static boolean isCurrencyAlone(String phrase, StatedUnit unit) {
        String plain = plain(phrase);
        return !unit.currencies().isEmpty()
                && unit.multiplier().compareTo(BigDecimal.ONE) == 0
                && (SIGN_OR_CODE.matcher(plain).matches()
                        || unit.currencies().stream().anyMatch(plain::equalsIgnoreCase));
    }

    /** A currency and a number that two texts state: 人民币 and 万元, US$ and million, but not 美元 and 万元. */
    private Optional<String> merged(UnitWords.Found one, UnitWords.Found other) {
        boolean together = one.unit().multiplier().compareTo(BigDecimal.ONE) == 0
                && !one.unit().currencies().isEmpty()
                && other.unit().currencies().isEmpty()
                && (other.unit().kind() == null || one.unit().currencies().contains(YUAN));
        return together
                ? Optional.of(one.phrase() + " " + other.phrase())
                        .filter(phrase -> unit(phrase).isPresent())
                : Optional.empty();
    }

    private static List<UnitWords.Found> distinct(List<UnitWords.Found> units, Set<UnitKind> kinds) {
        List<UnitWords.Found> distinct = new ArrayList<>();
        units.stream()
                .filter(found -> found.unit().fits(kinds))
                .filter(found ->
                        distinct.stream().noneMatch(other -> other.unit().equivalent(found.unit())))
                .forEach(distinct::add);
        return distinct;
    }

    /** The units that a text names, and whether it seems to name another one. */
    private record Statement(List<UnitWords.Found> units, boolean unclear) {}

    private Statement statement(String text) {
        List<UnitWords.Found> units = new ArrayList<>();
        boolean unclear = false;
        for (String part : SEPARATOR.split(Spelling.normal(text), -1)) {
            String segment = plain(LABEL.matcher(part.strip()).replaceFirst(""));
            List<UnitWords.Found> whole = whole(segment);
            if (!whole.isEmpty()) {
                units.addAll(whole);
            } else if (!whole(NUMBER.matcher(segment).replaceFirst("").strip()).isEmpty()) {
                unclear = true;
            } else {
                List<UnitWords.Found> within = new ArrayList<>();
                String rest = search(segment, within);
                units.addAll(within);
                unclear |= LIKE_A_UNIT.matcher(rest).find()
                        || ISO_CODES.contains(rest.strip())
                        || (!within.isEmpty() && PER.matcher(rest).find());
            }
        }
        unclear |= units.stream().anyMatch(found -> found.unit() == null);
        return new Statement(
                units.stream().filter(found -> found.unit() != null).toList(), unclear);
    }

    /** The units of a text that has no other words; none if it has others. */
    private List<UnitWords.Found> whole(String text) {
        // A power of ten without a word is a number, not a unit.
        String inWords = text.contains("10") && WORD.matcher(text).find()
                ? plain(POWER_OF_TEN.matcher(text).replaceAll(number -> power(text, number)))
                : text;
        UnitWords.Run run = words.run(inWords, 0);
        return run.end() == inWords.length() ? run.units() : List.of();
    }

    /** The word for a power of ten. */
    private static String power(String text, MatchResult number) {
        long zeros = number.group().chars().filter(letter -> letter == '0').count();
        boolean beforeHan =
                HAN_NUMBER.matcher(text).region(number.end(), text.length()).lookingAt();
        return zeros == 1 && beforeHan ? "十" : POWERS.get((int) zeros) + " ";
    }

    /**
     * Searches a text for units among other words and returns the other words. A unit after a digit is a threshold, as
     * in 5000万元以上, and states nothing.
     */
    private String search(String text, List<UnitWords.Found> found) {
        StringBuilder rest = new StringBuilder();
        int place = 0;
        while (place < text.length()) {
            boolean begins = place == 0 || !UnitWords.isLetter(text.charAt(place - 1));
            UnitWords.Run run = begins ? words.run(text, place) : new UnitWords.Run(List.of(), place);
            if (run.end() - place > 1 && run.units().stream().allMatch(Units::standsOut)) {
                boolean threshold = place > 0 && Character.isDigit(text.charAt(place - 1));
                found.addAll(threshold ? List.of() : run.units());
                place = run.end();
            } else {
                rest.append(text.charAt(place));
                place++;
            }
        }
        return rest.toString();
    }

    /** Whether a unit is recognised among other words: not "day" or 个, which have other meanings too. */
    private static boolean standsOut(UnitWords.Found found) {
        StatedUnit unit = found.unit();
        return unit == null
                || (unit.kind() != UnitKind.COUNT
                        && unit.kind() != UnitKind.TIME
                        && unit.kind() != UnitKind.FRACTION
                        && (unit.multiplier().compareTo(BigDecimal.ONE) != 0
                                || !unit.currencies().isEmpty()
                                || unit.kind() != UnitKind.MONEY));
    }

    /** A phrase in normal spelling, without parentheses around it and without blanks between Chinese letters. */
    private static String plain(String phrase) {
        String text = Spelling.normal(phrase);
        for (int times = 0; times < 2; times++) {
            Matcher wrapping = WRAPPING.matcher(text);
            text = wrapping.replaceAll("").strip();
        }
        return BLANK_OF_HAN.matcher(text).replaceAll("");
    }
}
