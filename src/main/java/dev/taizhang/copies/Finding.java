package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;

/**
 * A sentence about what the tables show.
 *
 * @param text the sentence, whose every figure is one of the tables
 * @param target the block of the page with the rows behind it, or {@code project:} and the code of a project
 */
record Finding(Bilingual text, String target) {}
