package dev.taizhang.copies;

import java.util.List;

/**
 * A line of a table on the page.
 *
 * @param district code of its district; empty where it has none
 * @param currency of its amounts; empty where it has none
 * @param kind of the line: member, or what no one member can be given
 * @param cells one for each column
 */
record PageRow(String district, String currency, String kind, List<PageCell> cells) {}
