package dev.taizhang.sample;

import java.util.List;

/**
 * One member of a dimension that this package only assigns.
 *
 * @param code the canonical code, as in the reference data
 * @param name the Chinese name used in spreadsheets
 * @param weight its frequency relative to the others
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

    static final List<Choice> SOURCE_REGIONS = List.of(
            new Choice("jing_jin_ji", "京津冀", 28),
            new Choice("yangtze_delta", "长三角", 22),
            new Choice("greater_bay", "粤港澳大湾区", 16),
            new Choice("within_province", "省内", 18),
            new Choice("other_provinces", "其他省份", 13),
            new Choice("overseas", "境外", 3));

    static final Choice NEW = new Choice("new", "新建", 0);
    static final Choice CONTINUING = new Choice("continuing", "续建", 0);

    /** Draws one of them with the frequencies given by their weights, which add up to a hundred. */
    static Choice draw(List<Choice> choices, Dice dice) {
        int turn = dice.between(1, 100);
        for (Choice choice : choices) {
            turn -= choice.weight();
            if (turn <= 0) {
                return choice;
            }
        }
        throw new IllegalStateException("The weights come to less than a hundred.");
    }
}
