/**
 * The first stage: files in the inbox become deliveries, known by their content, and deliveries become rows of text in
 * canonical columns. Configuration ({@link dev.taizhang.feeds.Feed}) says what files, sheets, headers and units mean;
 * no code here depends on a particular county.
 */
package dev.taizhang.feeds;
