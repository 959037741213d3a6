package dev.taizhang.definition;

/** How a table by a dimension counts a project that lies in several of its members. */
public enum MultiPlacePolicy {
    /** On a line of its own: cross-county, in the office's habit. */
    OWN_LINE,
    /** Whole in each of its members; a line of its own takes away what is thereby counted more than once. */
    EVERY_PLACE,
    /** Divided by share in whole smallest units, so that every table adds up exactly. */
    BY_SHARE
}
