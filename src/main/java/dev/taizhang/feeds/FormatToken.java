package dev.taizhang.feeds;

/** A part of a format code. */
record FormatToken(Role role, String text) {
    /** The roles of the parts of a format code, as in ECMA-376, 18.8.31. */
    enum Role {
        /** Text that is displayed as it is: quoted, escaped, or without a meaning in the grammar. */
        LITERAL,
        /** One of the placeholders {@code 0}, {@code #} and {@code ?}. */
        DIGIT,
        POINT,
        COMMA,
        PERCENT,
        EXPONENT,
        SLASH,
        /** A whole number in general form: {@code General}, {@code G/通用格式}. */
        GENERAL,
        /** The placeholder {@code @} of a text. */
        TEXT,
        /** Letters without quotes: a part of a date, or a unit of a careless writer. */
        WORD,
        /** Hours, minutes or seconds that are counted beyond a day: {@code [h]}. */
        ELAPSED,
        /** {@code AM/PM}, {@code 上午/下午}. */
        HALF_OF_DAY,
        /** {@code [>=1000]}. */
        CONDITION,
        COLOUR,
        /** The sign of {@code [$US$-409]}. */
        CURRENCY,
        /** Numerals of another script: {@code [DBNum1]}. */
        NUMERALS,
        /** A part that Excel would reject or that programs read differently. */
        UNKNOWN
    }

    boolean is(Role wanted) {
        return role == wanted;
    }
}
