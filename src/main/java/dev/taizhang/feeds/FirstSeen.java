package dev.taizhang.feeds;

import java.util.List;

/**
 * What a row is the first of its table to show about the columns of the file.
 *
 * @param supplied the canonical columns that the table has; empty except in its first row
 * @param unused the headers that no column of the feed uses and that have their first value in this row
 */
public record FirstSeen(List<String> supplied, List<String> unused) {}
