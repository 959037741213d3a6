package dev.taizhang.definition;

/** The way in which a table by a dimension counts a project that lies in several members. */
public enum MultiPlacePolicy {
    /** Counted on a separate line, such as 跨县 (cross-county), which is the practice of the office. */
    OWN_LINE,
    /** Counted in full in each member; a separate line subtracts the repeated counting. */
    EVERY_PLACE,
    /** Divided by share in whole smallest units, so that every table adds up exactly. */
    BY_SHARE
}
