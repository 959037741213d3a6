/**
 * Files that an office starts from: a draft of a feed for an unknown file, and an empty workbook that a feed ingests.
 */
package dev.taizhang.drafts;
