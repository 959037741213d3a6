package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;

/** The notes below the figures of the page's first screen. Their parameters are figures in display form. */
final class PageNotes {
    private PageNotes() {}

    static Bilingual natures(String newOnes, String continuing, String preliminary) {
        return new Bilingual(
                "新建 %s · 续建 %s · 前期 %s".formatted(newOnes, continuing, preliminary),
                "%s new · %s continuing · %s preliminary".formatted(newOnes, continuing, preliminary));
    }

    static Bilingual reportedFor(String projects) {
        return new Bilingual(projects + " 个项目填报", "reported for " + projects + " projects");
    }

    static Bilingual latestMonth(String amount, String unit) {
        return new Bilingual("本月 %s %s".formatted(amount, unit), amount + " in the latest month");
    }

    static Bilingual ofTarget(String target, String unit, String completion) {
        return new Bilingual(
                "目标 %s %s，完成 %s".formatted(target, unit, completion),
                "%s of the target of %s".formatted(completion, target));
    }

    static Bilingual timeElapsed(String elapsed, String difference) {
        return new Bilingual(
                "时间进度 %s，完成率与其相差 %s 个百分点".formatted(elapsed, difference),
                "time elapsed %s; completion differs by %s pp".formatted(elapsed, difference));
    }

    static Bilingual started(String started, String planned) {
        return new Bilingual(
                "应开工 %s，已开工 %s".formatted(planned, started),
                "%s of %s planned projects started".formatted(started, planned));
    }

    static Bilingual resumed(String resumed, String continuing) {
        return new Bilingual(
                "续建 %s，已复工 %s".formatted(continuing, resumed),
                "%s of %s continuing projects resumed".formatted(resumed, continuing));
    }

    static Bilingual ofCurrency(String projects, String total, Bilingual unit) {
        return new Bilingual(
                "%s 个，%s %s".formatted(projects, total, unit.zh()),
                "%s projects, %s %s".formatted(projects, total, unit.en()));
    }
}
