package dev.taizhang.feeds;

import java.io.Serializable;

/**
 * One file that somebody put in the inbox, as it is taken.
 *
 * @param number the place among all deliveries ever taken; a later one wins over an earlier one
 * @param id what it is known by: its content, together with the kind that its name says and what its feed took from the name
 * @param contentHash SHA-256 of its bytes
 * @param fileName its name below the inbox
 * @param feed the name of the feed that reads it
 * @param sender who sent it, as its feed tells; empty where it does not
 * @param bytes its size
 * @param stored where the warehouse keeps its bytes
 * @param answers the earlier delivery whose rejected rows it mends; null where it is no part of a return workbook
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
     * @param id what it is known by
     * @param fileName the name under which its rows first came: what its feed takes from the name is taken from there again
     * @param feed the feed that read it
     * @param sender who sent it
     */
    public record AnsweredDelivery(long number, String id, String fileName, String feed, String sender)
            implements Serializable {}

    /** The name that feeds look at: the file's own, whatever folder of the inbox it lay in, or that of the one it answers. */
    public String bareName() {
        String name = answers == null ? fileName : answers.fileName();
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
