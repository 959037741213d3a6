package dev.taizhang.definition;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The messages about mistakes in a configuration folder. A method that returns {@link Bilingual} gives the reason for
 * {@link #invalidValue}.
 */
final class ConfigurationMessages {
    private ConfigurationMessages() {}

    // Folders and files

    static Failure folderMissing(Path folder) {
        return Failure.usage(
                new Bilingual("配置目录 " + folder + " 不存在。", "The configuration folder " + folder + " does not exist."),
                new Bilingual(
                        "请用 --conf 指定配置目录，例如 conf 或 conf/examples/world-bank。",
                        "Specify a folder with --conf, for example conf or conf/examples/world-bank."));
    }

    static Failure fileUnreadable(Path file) {
        return Failure.usage(
                new Bilingual(file + "：文件无法读取。", file + ": the file cannot be read."),
                new Bilingual("请检查文件权限。", "Check the permissions of the file."));
    }

    /**
     * A file that cannot be parsed.
     *
     * @param place the file
     * @param reason what the parser says, mostly {@code file: line: reason}
     */
    static Failure invalidHocon(String place, String reason) {
        String line = reason.startsWith(place + ": ") ? reason.substring(place.length() + 2) : reason;
        String at = line.matches("(?s)\\d+: .*") ? place + ":" + line.substring(0, line.indexOf(':')) : place;
        String why = at.equals(place) ? reason : line.substring(line.indexOf(':') + 2);
        return Failure.usage(
                new Bilingual(at + "：不是有效的 HOCON：" + why, at + ": this is not valid HOCON: " + why),
                new Bilingual("请改正后重试。", "Correct the file and run again."));
    }

    static Bilingual problemCount(int problems) {
        return new Bilingual("请改正以上 " + problems + " 处错误。", "Correct these " + problems + " mistakes.");
    }

    // Keys of any file

    static Failure unknownKey(String place, String key, Collection<String> known) {
        Optional<String> near = Spelling.nearest(key, known);
        return Failure.usage(
                new Bilingual(place + "：无法识别的键“" + key + "”。", "%s: unknown key \"%s\".".formatted(place, key)),
                new Bilingual(
                        near.map("是否想写“%s”？"::formatted).orElse("") + "可用的键：" + listed("、", known),
                        near.map("Did you mean \"%s\"? "::formatted).orElse("") + "Known keys: "
                                + listed(", ", known)));
    }

    static Failure missingKey(String place, String key, String document) {
        return Failure.usage(
                new Bilingual(place + "：缺少键“" + key + "”。", "%s: the key \"%s\" is missing.".formatted(place, key)),
                new Bilingual("请补上该键后重试，写法见 " + document + "。", "Add it and run again; see " + document + "."));
    }

    static Failure invalidValue(String place, String key, Bilingual reason, String document) {
        return Failure.usage(
                new Bilingual(
                        place + "：键“" + key + "”有误：" + reason.zh(),
                        "%s: the key \"%s\" is invalid: %s".formatted(place, key, reason.en())),
                new Bilingual(
                        "请改正后重试，写法见 " + document + " 和 conf 中的示例。",
                        "Correct it and run again; see " + document + " and the examples in conf."));
    }

    // Values of any file

    static Bilingual wrongType() {
        return new Bilingual("类型不符。", "it is of the wrong type.");
    }

    static Bilingual notAName() {
        return new Bilingual(
                "须由小写字母、数字和下划线组成，并以字母开头。",
                "it must consist of lower-case letters, digits and underscores, and begin with a letter.");
    }

    static Bilingual notANumber() {
        return new Bilingual("须是数字。", "it must be a number.");
    }

    static Bilingual notADuration() {
        return new Bilingual("须是大于零的时长，如 10 minutes。", "it must be a duration greater than zero, such as 10 minutes.");
    }

    static Bilingual nameInUse(String name) {
        return new Bilingual("“" + name + "”已被使用。", "\"" + name + "\" is already in use.");
    }

    static Bilingual unknownWord(String word, Collection<String> known) {
        String words = listed(", ", known);
        return new Bilingual(
                "没有“" + word + "”，可用的有：" + words + "。", "there is no \"" + word + "\"; available: " + words + ".");
    }

    // taizhang.conf

    static Bilingual unsupportedCurrency(String code) {
        return new Bilingual(
                "“" + code + "”不是支持的 ISO 4217 货币（暂不支持三位小数的货币）。",
                "\"" + code
                        + "\" is not a supported ISO 4217 currency (currencies with three decimals are not supported"
                        + " yet).");
    }

    static Bilingual unknownUnit(String unit) {
        return new Bilingual(
                "“" + unit + "”不在 units.csv 中，须是其中的代码。",
                "\"" + unit + "\" is not in units.csv; it must be one of the codes there.");
    }

    static Bilingual unknownZone() {
        return new Bilingual("没有这个时区。", "there is no such time zone.");
    }

    static Bilingual notALanguage() {
        return new Bilingual("须是 zh（中文）、en（英文）或 both（中英文）。", "it must be zh, en or both.");
    }

    static Bilingual notAMonth() {
        return new Bilingual(
                "须是月份的英文小写名称，例如 january（一月）或 april（四月）。",
                "it must be the name of a month in lower case, such as january or april.");
    }

    static Bilingual notAWayToRelease() {
        return new Bilingual("须是 at_once（直接发布）或 by_hand（批准后发布）。", "it must be at_once or by_hand.");
    }

    static Bilingual negativeMovement() {
        return new Bilingual("不得为负；0.05 表示 5%。", "it must not be negative; 0.05 means 5 %.");
    }

    static Bilingual notAWayToCountTime() {
        return new Bilingual("须是 by_month（按月）或 by_day（按天）。", "it must be by_month or by_day.");
    }

    static Bilingual notAMultiPlacePolicy() {
        return new Bilingual(
                "须是 own_line（单列一行）、every_place（各处都计）或 by_share（按份额分摊）。",
                "it must be own_line, every_place or by_share.");
    }

    static Bilingual neitherOnlyNorWithout() {
        return new Bilingual("须有 only 或 without 之一。", "it needs either only or without.");
    }

    static Bilingual tableAlwaysPublished(String table) {
        return new Bilingual("“" + table + "”不能去掉。", "\"" + table + "\" cannot be left out.");
    }

    // Lights in taizhang.conf

    static Bilingual unknownSetOfLights(String name, Collection<String> sets) {
        return new Bilingual(
                "没有名为“" + name + "”的一套阈值，可用的有：" + String.join("、", sets) + "。",
                "there is no set \"" + name + "\"; available: " + String.join(", ", sets) + ".");
    }

    static Bilingual yellowNotBelowGreen() {
        return new Bilingual(
                "须小于 green_from，否则不会出现黄灯，阈值之间有空档。",
                "it must be less than green_from; otherwise no value is yellow and the thresholds have a gap.");
    }

    static Bilingual redNotAfterYellow() {
        return new Bilingual(
                "须大于 yellow_after_months，且两者均不得为负数。",
                "it must be greater than yellow_after_months, and neither may be negative.");
    }

    static Bilingual redNotAboveYellow() {
        return new Bilingual(
                "须大于 yellow_above，且两者均不得为负数；0.1 为超出原计划总投资一成。",
                "it must be greater than yellow_above, and neither may be negative; 0.1 is a tenth above the original.");
    }

    static Bilingual unknownBasis(List<String> bases) {
        return new Bilingual(
                "须是 " + String.join("、", bases) + " 之一。", "it must be one of " + String.join(", ", bases) + ".");
    }

    // senders.conf

    static Bilingual dueTwice(String dataset, String sender) {
        return new Bilingual(
                "“" + sender + "”的 " + dataset + " 重复列出。", dataset + " of \"" + sender + "\" is listed twice.");
    }

    static Bilingual notAMonthlyDataset(String name, Stream<String> monthly) {
        List<String> known = monthly.toList();
        return new Bilingual(
                "“" + name + "”不是按月报送的数据集，可用的有：" + String.join(", ", known) + "。",
                "\"" + name + "\" is not a monthly dataset; available: " + String.join(", ", known) + ".");
    }

    static Bilingual daysOutOfRange(int least, int most) {
        return new Bilingual(
                "须在 " + least + " 与 " + most + " 之间。", "it must be between " + least + " and " + most + ".");
    }

    static Bilingual notABoolean() {
        return new Bilingual("须是 true 或 false。", "it must be true or false.");
    }

    private static String listed(String separator, Collection<String> words) {
        return String.join(separator, words.stream().sorted().toList());
    }

    // Date patterns: the reason, without a full stop

    static Bilingual notADatePattern() {
        return new Bilingual("不是日期格式", "it is not a date pattern");
    }

    static Bilingual weekYear() {
        return new Bilingual(
                "Y 是按周计算的年份，年末几天会错，请写 yyyy",
                "Y is the year of the week, which differs at the turn of a year; write yyyy");
    }

    static Bilingual twoDigitYear() {
        return new Bilingual(
                "年份不足四位，无法确定世纪，请写 yyyy，并请报送单位写四位年份",
                "a year of two digits has no century; write yyyy, and ask the senders for years with four digits");
    }

    static Bilingual dayOfYear() {
        return new Bilingual("D 是一年中的第几天，请写 dd 表示日", "D is the day of the year; write dd for the day of the month");
    }

    static Bilingual week() {
        return new Bilingual("周不能确定日期，请写 yyyy、MM、dd", "a week does not state a day; write yyyy, MM and dd");
    }

    static Bilingual minuteAsMonth() {
        return new Bilingual("m 是分钟，月份请写 MM", "m is the minute; write MM for the month");
    }

    static Bilingual incompleteDate() {
        return new Bilingual("须含年、月、日：yyyy、MM、dd", "it must have year, month and day: yyyy, MM and dd");
    }
}
