package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;

/**
 * How many projects have a light.
 *
 * @param code green, yellow or red
 * @param title of the column that counts them
 * @param count how many
 */
record PageLight(String code, Bilingual title, PageCell count) {}
