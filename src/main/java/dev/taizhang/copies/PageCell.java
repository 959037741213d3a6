package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;

/**
 * One value in display form.
 *
 * @param kind its kind, as named by the style sheet: text, district, light, amount,
 *     fraction, points, count, move, decimal, quantity, year, month, date
 * @param text the displayed text; empty if there is no value
 * @param exact the value of the table with all digits; empty if there is none
 */
record PageCell(String kind, Bilingual text, String exact) {
    boolean blank() {
        return exact.isEmpty();
    }
}
