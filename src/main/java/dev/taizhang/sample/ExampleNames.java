package dev.taizhang.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Invents names that nobody has and that are marked as examples: each one begins with 示例, "example". */
final class ExampleNames {
    private static final List<String> WORDS =
            List.of("星河", "云岭", "青禾", "晨曦", "远山", "清泉", "金桥", "蓝天", "恒信", "宏图", "嘉木", "瑞丰", "长风", "明德", "新程", "沃土");
    private static final List<String> SCALES = List.of("一期", "二期", "扩建", "技改", "新建");

    /** The heavenly stems and earthly branches, which denote an order and are not names. */
    private static final List<String> ORDER = List.of(
            "甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸", "子", "丑", "寅", "卯", "辰", "巳", "午", "未", "申", "酉", "戌",
            "亥");

    private ExampleNames() {}

    static String owner(Cluster cluster, int serial, Dice dice) {
        return "示例" + dice.pick(WORDS) + cluster.name() + "有限公司（合成" + (serial + 1) + "号）";
    }

    static String project(Cluster.Product product, int serial, Dice dice) {
        return "示例" + dice.pick(WORDS) + product.name() + dice.pick(SCALES) + "项目（合成" + (serial + 1) + "号）";
    }

    static String leader(Dice dice) {
        return "示例" + dice.pick(ORDER);
    }

    /**
     * Returns a code in the style of national ones: month of signing, district, two fixed groups, and the project's
     * number.
     */
    static String code(Life life, District district, int serial) {
        LocalDate signed = life.reached().get(Status.SIGNED);
        return String.format(
                Locale.ROOT,
                "%02d%02d-%s-04-01-%06d",
                signed.getYear() % 100,
                signed.getMonthValue(),
                district.code(),
                serial + 1);
    }
}
