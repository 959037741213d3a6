package dev.taizhang.sample;

import java.util.List;

/**
 * One member of a dimension that this package only hands out and never asks about.
 *
 * @param code the canonical code, as in the reference data
 * @param name the Chinese name that a spreadsheet carries
 * @param weight how often it comes up beside the others
 */
record Choice(String code, String name, int weight) {
    static final List<Choice> LEVELS = List.of(
            new Choice("national", "国家级", 2),
            new Choice("provincial", "省级", 18),
            new Choice("municipal", "市级", 35),
            new Choice("county", "县级", 45));

    static final List<Choice> OWNERSHIPS = List.of(
            new Choice("state", "国有", 30),
            new Choice("private", "民营", 57),
            new Choice("foreign", "外资", 3),
            new Choice("hk-mo-tw", "港澳台", 3),
            new Choice("mixed", "混合", 7));

    static final Choice NEW = new Choice("new", "新建", 0);
    static final Choice CONTINUING = new Choice("continuing", "续建", 0);
}
