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
 */
public record Delivery(
        long number,
        String id,
        String contentHash,
        String fileName,
        String feed,
        String sender,
        long bytes,
        String stored)
        implements Serializable {
    /** The file's own name, whatever folder of the inbox it lay in: what feeds look at. */
    public String bareName() {
        return fileName.substring(fileName.lastIndexOf('/') + 1);
    }
}
