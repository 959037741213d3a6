package dev.taizhang.feeds;

import java.io.Serializable;

/**
 * One file from the inbox as one dataset is read from it, as the warehouse stores it.
 *
 * @param number its position among all deliveries ever collected; of two, the later one takes precedence
 * @param id the hash that identifies it: of the content, the kind that the name says, the values that the feed reads
 *     from the name, and the dataset
 * @param contentHash SHA-256 of its bytes
 * @param fileName its path below the inbox
 * @param feed the name of the feed that reads it
 * @param sender the sender according to the feed; empty if the feed does not say
 * @param bytes its size
 * @param stored the path of its copy in the warehouse
 * @param answers the earlier delivery whose rejected rows it corrects; null if it is not part of a return workbook
 */
public record Delivery(
        long number,
        String id,
        String contentHash,
        String fileName,
        String feed,
        String sender,
        long bytes,
        String stored,
        AnsweredDelivery answers)
        implements Serializable {
    /**
     * A delivery that a return workbook answers.
     *
     * @param number its number
     * @param id the hash that identifies it
     * @param fileName the name under which its rows first arrived; the feed reads its values from this name again
     * @param feed the feed that read it
     * @param sender its sender
     */
    public record AnsweredDelivery(long number, String id, String fileName, String feed, String sender)
            implements Serializable {}

    /** The name that feeds match, without folders: that of the answered delivery if there is one, else its own. */
    public String bareName() {
        return bareName(answers == null ? fileName : answers.fileName());
    }

    /** The name of a file without its folders. */
    public static String bareName(String fileName) {
        return fileName.substring(fileName.lastIndexOf('/') + 1);
    }

    /** Whether its cells are text only, as those of a CSV are, and not numbers too. */
    public boolean isText() {
        return answers == null && FileKind.named(fileName) == FileKind.CSV;
    }
}
