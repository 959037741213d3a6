package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;

/**
 * The number of projects with a light.
 *
 * @param code green, yellow or red
 * @param title title of the column that counts them
 * @param count the number
 */
record PageLight(String code, Bilingual title, PageCell count) {}
