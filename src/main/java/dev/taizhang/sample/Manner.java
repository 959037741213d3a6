package dev.taizhang.sample;

/**
 * How an office writes values other than text.
 *
 * @param dates how it writes dates
 * @param unit the unit of its amounts
 */
record Manner(DateForm dates, MoneyUnit unit) {
    /** The manner of a system with typed columns. */
    static final Manner TYPED = new Manner(DateForm.NUMBER, MoneyUnit.YUAN);
}
