/**
 * The first stage: a file that somebody put in the inbox becomes a delivery, known by its content, and the delivery becomes
 * rows of text in canonical columns. Which file, sheet, header and unit mean what is configuration ({@link
 * dev.taizhang.feeds.Feed}); nothing here knows a county.
 */
package dev.taizhang.feeds;
