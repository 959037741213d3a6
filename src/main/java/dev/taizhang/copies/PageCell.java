package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;

/**
 * One value as people read it.
 *
 * @param kind what it is, as the style sheet names it: text, district, amount, fraction, points, count, date, light
 * @param text as people read it; empty where there is no value
 * @param exact the value as the table has it, to the last digit; empty where there is none
 */
record PageCell(String kind, Bilingual text, String exact) {
    boolean blank() {
        return exact.isEmpty();
    }
}
