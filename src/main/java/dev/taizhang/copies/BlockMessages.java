package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The sentences that are titles of the page's blocks. Their parameters are figures and names in display form. */
final class BlockMessages {
    private BlockMessages() {}

    /** Which end of a column the members stand at. */
    enum Extreme {
        LOWEST("最低", "Lowest"),
        HIGHEST("最高", "Highest"),
        /** Of what is counted. */
        MOST("最多", "Most");

        private final String zh;
        private final String en;

        Extreme(String zh, String en) {
            this.zh = zh;
            this.en = en;
        }
    }

    /** The members at one end of a column. */
    static Bilingual extremes(Extreme extreme, Bilingual column, List<Bilingual> values) {
        return new Bilingual(
                "%s%s：%s".formatted(column.zh(), extreme.zh, Sentences.zhList(values)),
                "%s %s: %s".formatted(extreme.en, lowered(column.en()), Sentences.enList(values)));
    }

    static Bilingual allEqual(Bilingual column, String members, Bilingual value) {
        return new Bilingual(
                "%s：%s 项均为 %s".formatted(column.zh(), members, value.zh()),
                "%s: %s in all %s".formatted(column.en(), value.en(), members));
    }

    static Bilingual only(Bilingual column, Bilingual value) {
        return new Bilingual("%s：%s".formatted(column.zh(), value.zh()), "%s: %s".formatted(column.en(), value.en()));
    }

    static Bilingual belowMark(String below, String all, Bilingual mark, Bilingual value) {
        return new Bilingual(
                "%s 项中 %s 项低于%s %s".formatted(all, below, mark.zh(), value.zh()),
                "%s of %s below the %s of %s".formatted(below, all, lowered(mark.en()), value.en()));
    }

    static Bilingual shareOfAll(String share) {
        return new Bilingual("合计占 %s".formatted(share), "together %s of the whole".formatted(share));
    }

    static Bilingual member(Bilingual name, Bilingual value) {
        return new Bilingual(name.zh() + " " + value.zh(), name.en() + " (" + value.en() + ")");
    }

    static Bilingual latest(Bilingual when, Bilingual column, Bilingual value) {
        return new Bilingual(
                "%s%s %s".formatted(spaced(when.zh()), column.zh(), value.zh()),
                "%s in %s: %s".formatted(column.en(), when.en(), value.en()));
    }

    static Bilingual quarter(String number) {
        return new Bilingual("第 %s 季度".formatted(number), "quarter " + number);
    }

    static Bilingual redProjects(String projects, Bilingual total, Optional<String> largestThree) {
        return new Bilingual(
                "%s 个红灯项目，计划总投资合计 %s%s"
                        .formatted(
                                projects,
                                total.zh(),
                                largestThree.map(share -> "；最大的三个占 " + share).orElse("")),
                "%s red projects with a total investment of %s%s"
                        .formatted(
                                projects,
                                total.en(),
                                largestThree
                                        .map(share -> "; the largest three have " + share + " of it")
                                        .orElse("")));
    }

    static Bilingual senders(String missing, String late) {
        return new Bilingual("缺报 %s 项，迟报 %s 项".formatted(missing, late), "%s missing, %s late".formatted(missing, late));
    }

    static Bilingual daysOver(String matters, String longest) {
        return new Bilingual(
                "%s 项超期，最长 %s 天".formatted(matters, longest),
                "%s are late, the longest by %s days".formatted(matters, longest));
    }

    static Bilingual earlier(String when, Bilingual value) {
        return new Bilingual("%s 为 %s".formatted(when, value.zh()), "%s in %s".formatted(value.en(), when));
    }

    static Bilingual stage(Bilingual column, String count) {
        return new Bilingual(column.zh() + " " + count, count + " " + lowered(column.en()));
    }

    static Bilingual stages(List<Bilingual> stages) {
        return new Bilingual(
                stages.stream().map(Bilingual::zh).collect(Collectors.joining(" → ")),
                stages.stream().map(Bilingual::en).collect(Collectors.joining(" → ")));
    }

    private static String spaced(String when) {
        return when.endsWith("度") ? when : when + " ";
    }

    /** Only the first letter, because a name may follow. */
    private static String lowered(String title) {
        return title.isEmpty() ? title : title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
    }
}
