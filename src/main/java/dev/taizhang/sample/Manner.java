package dev.taizhang.sample;

/**
 * How an office writes what is more than text.
 *
 * @param dates how it writes dates
 * @param unit the unit of its amounts
 */
record Manner(DateForm dates, MoneyUnit unit) {
    /** That of a system whose columns have types. */
    static final Manner TYPED = new Manner(DateForm.NUMBER, MoneyUnit.YUAN);
}
