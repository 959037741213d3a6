package dev.taizhang.feeds;

/**
 * What the sender of a workbook saw for a number.
 *
 * @param text the shown meaning with all stored digits; for {@link Kind#DOUBT} what was displayed, or the format code
 *     if it is not understood
 * @param stored the stored number in plain digits
 * @param precision what a date shows; null for other kinds
 */
record Shown(Kind kind, String text, String stored, Precision precision) {
    /** How the text is to be read. */
    enum Kind {
        /** An amount, its currency in front and its unit behind: {@code 3.456789亿元}, {@code 45%}, {@code US$12}. */
        NUMBER,
        /** A day, month, year or time in ISO form: {@code 2025-03-31}, {@code 2025-03}, {@code 2025}. */
        DATE,
        /**
         * A code or word, as displayed; blank if the number is hidden. A padded number such as {@code 000726} is also
         * legible as an amount; whether an amount may have leading zeros is decided where amounts are read.
         */
        TEXT,
        /** The displayed and the stored number contradict each other, or the code is not understood. */
        DOUBT
    }

    /** The smallest part of a date that is displayed. */
    enum Precision {
        YEAR,
        MONTH,
        DAY,
        DAY_AND_TIME,
        TIME
    }

    static Shown number(String text, String stored) {
        return new Shown(Kind.NUMBER, text, stored, null);
    }

    static Shown text(String text, String stored) {
        return new Shown(Kind.TEXT, text, stored, null);
    }

    static Shown date(String text, String stored, Precision precision) {
        return new Shown(Kind.DATE, text, stored, precision);
    }

    static Shown doubt(String displayed, String stored) {
        return new Shown(Kind.DOUBT, displayed, stored, null);
    }
}
