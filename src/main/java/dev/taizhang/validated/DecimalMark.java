package dev.taizhang.validated;

/** The decimal mark of the numbers in one column of a delivery. */
enum DecimalMark {
    /** Not configured: a point, and a lone comma before three digits separates thousands. */
    ASSUMED_POINT,
    /** Not configured, and another number of the column has a decimal comma. */
    DOUBTFUL,
    POINT,
    /** A comma, in a file whose cells are text only. */
    COMMA,
    /** A comma in text, in a file whose numbers have a point. */
    COMMA_IN_TEXT;

    /** The mark between whole and decimal digits. */
    char mark() {
        return this == COMMA || this == COMMA_IN_TEXT ? ',' : '.';
    }
}
