package dev.taizhang.copies;

import java.util.List;

/**
 * A row of a table on the page.
 *
 * @param district code of its district; empty if it has none
 * @param currency currency of its amounts; empty if it has none
 * @param kind code of its {@link dev.taizhang.definition.LineKind}
 * @param cells one cell per column
 */
record PageRow(String district, String currency, String kind, List<PageCell> cells) {}
