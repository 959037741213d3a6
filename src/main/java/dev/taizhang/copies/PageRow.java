package dev.taizhang.copies;

import java.util.List;

/**
 * A line of a table on the page.
 *
 * @param district code of its district; empty if it has none
 * @param currency currency of its amounts; empty if it has none
 * @param kind kind of the line: member, or amounts that belong to no single member
 * @param cells one cell per column
 */
record PageRow(String district, String currency, String kind, List<PageCell> cells) {}
