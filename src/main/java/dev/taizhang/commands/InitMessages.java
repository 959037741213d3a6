package dev.taizhang.commands;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The questions and sentences of {@code jobs/init}. */
final class InitMessages {
    private InitMessages() {}

    // Questions

    static Bilingual nameZh() {
        return new Bilingual("项目盘子的中文名称，如 阳泉市重大项目", "Name of the portfolio in Chinese");
    }

    static Bilingual nameEn() {
        return new Bilingual("英文名称", "Name in English, such as Major projects of Yangquan");
    }

    static Bilingual code() {
        return new Bilingual("代码，由字母、数字、_ 和 - 组成，如 yangquan", "Code of letters, digits, _ and -");
    }

    static Bilingual districts() {
        return new Bilingual("县区，以逗号分隔，或 CSV 文件名", "Districts, separated by commas, or the name of a CSV file");
    }

    static Bilingual language() {
        return new Bilingual("网页、简报、工作簿的语言，zh、en 或 both", "Language of page, brief and workbook");
    }

    static Bilingual currency() {
        return new Bilingual("币种（ISO 4217）", "Currency");
    }

    static Bilingual displayUnit() {
        return new Bilingual("大额金额的显示单位，如 ten_thousand（万元）、hundred_million（亿元）、million", "Unit of large amounts");
    }

    static Bilingual zone() {
        return new Bilingual("时区", "Time zone");
    }

    // Wrong answers

    static Bilingual noAnswer() {
        return new Bilingual("没有给出。", "no answer is given.");
    }

    static Bilingual controlCharacter() {
        return new Bilingual("含有换行等控制字符。", "it contains a control character.");
    }

    static Bilingual notACode() {
        return new Bilingual(
                "只能由字母、数字、_ 和 - 组成，不能有空格。", "it must consist of letters, digits, _ and -, without spaces.");
    }

    static Bilingual blankDistrict() {
        return new Bilingual("逗号之间有一处没有县区名称。", "a name between two commas is missing.");
    }

    static Bilingual districtTwice(String name) {
        return new Bilingual("“" + name + "”出现两次。", "\"" + name + "\" occurs twice.");
    }

    static Bilingual noDistricts(Path file) {
        return new Bilingual("文件 " + file + " 中没有县区。", "the file " + file + " has no districts.");
    }

    static Bilingual wrongOption(String option, Bilingual objection) {
        return new Bilingual(option + "：" + objection.zh(), option + ": " + objection.en());
    }

    static Failure wrongOptions(List<Bilingual> objections) {
        return Failure.usage(
                new Bilingual(
                        objections.stream().map(Bilingual::zh).collect(Collectors.joining()),
                        objections.stream().map(Bilingual::en).collect(Collectors.joining(" "))),
                new Bilingual(
                        "请用这些选项给出，或在终端上运行并逐项回答；用法见 jobs/init --help。未写入任何内容。",
                        "Give these options, or run on a terminal to be asked; see jobs/init --help. Nothing was"
                                + " written."));
    }

    static Failure notAnswered() {
        return Failure.usage(
                new Bilingual("没有回答全部问题，未写入任何内容。", "Not all questions were answered; nothing was written."),
                new Bilingual("请再运行一次，或用选项给出答案。", "Run again, or give the answers by options."));
    }

    // The folder

    static Failure folderNotEmpty(Path folder) {
        return Failure.usage(
                new Bilingual(
                        folder + " 已存在，且不是空目录，未作改动。",
                        folder + " exists and is not an empty folder; it was not changed."),
                new Bilingual("请指定一个新目录。", "Specify a new folder."));
    }

    static Failure notWritten(Path folder, IOException cause) {
        return Failure.usage(
                new Bilingual(
                        "无法写入 " + folder + "：" + cause.getMessage() + "。",
                        folder + " cannot be written: " + cause.getMessage() + "."),
                new Bilingual("请检查上级目录的权限和磁盘空间。", "Check the permissions of the parent folder and the disk space."));
    }

    // What was written, and what to do next

    static Bilingual written(Path folder) {
        return new Bilingual("已写入 " + folder, "written");
    }

    static Bilingual districtsToCheck() {
        return new Bilingual("县区名称和代码，请核对代码和英文名", "names and codes of the districts; check codes and English names");
    }

    static Bilingual settingsToCheck() {
        return new Bilingual("名称、语言、币种等", "names, language, currency and others");
    }

    static Bilingual otherTables() {
        return new Bilingual("产业集群和项目状态，请补充报表中的写法", "clusters and statuses; add the words of your files");
    }

    static Bilingual rules() {
        return new Bilingual("常见错误（如单位写错）的检查规则", "rules against common mistakes, such as a wrong unit");
    }

    static Bilingual feedToCheck(int files) {
        return new Bilingual(
                "读取 " + files + " 份所给文件，请核对标有“猜测”的各行",
                "reads " + files + " of the given files; check the lines marked as a guess");
    }

    static Bilingual feedToComplete(Bilingual objection) {
        return new Bilingual(
                "尚不可用：" + objection.zh() + "改好后去掉文件名末尾的 .draft",
                "not usable yet: " + objection.en() + " Complete it, then remove .draft from its name");
    }

    static Bilingual next() {
        return new Bilingual("接下来请依次运行", "next commands:");
    }
}
