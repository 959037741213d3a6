/**
 * Files that an office starts from: a draft of a feed for an unknown file, an empty workbook that a feed ingests, and a
 * whole configuration.
 */
package dev.taizhang.drafts;
