package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;

/**
 * A column of a table on the page.
 *
 * @param name its name in the summary table
 * @param kind the kind of its cells, see {@link PageCell}
 * @param title its heading
 * @param meaning its description in the catalogue
 */
record PageColumn(String name, String kind, Bilingual title, Bilingual meaning) {}
