package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import java.util.Optional;

/** The notes below the figures of the page's first screen. Their parameters are figures in display form. */
final class PageNotes {
    /** Stands for a figure that no delivery has. */
    static final Bilingual NOT_REPORTED = new Bilingual("未报", "not reported");

    private PageNotes() {}

    static Bilingual natures(String newOnes, String continuing, String preliminary) {
        return new Bilingual(
                "新建 %s · 续建 %s · 前期 %s".formatted(newOnes, continuing, preliminary),
                "%s new · %s continuing · %s preliminary".formatted(newOnes, continuing, preliminary));
    }

    static Bilingual reportedFor(String projects) {
        return new Bilingual(projects + " 个项目填报", "reported for " + projects + " projects");
    }

    static Bilingual latestMonth(Bilingual amount) {
        return new Bilingual("本月 " + amount.zh(), amount.en() + " in the latest month");
    }

    static Bilingual severalMonths(String projects) {
        return new Bilingual(projects + " 个项目的报数含多个月份", "reports of " + projects + " projects cover several months");
    }

    static Bilingual ofTarget(Bilingual target, String completion) {
        return new Bilingual(
                "目标 %s，完成 %s".formatted(target.zh(), completion),
                "%s of the target of %s".formatted(completion, target.en()));
    }

    static Bilingual timeElapsed(String elapsed, String difference) {
        return new Bilingual(
                "时间进度 %s，相差 %s 个百分点".formatted(elapsed, difference),
                "time elapsed %s, a difference of %s points".formatted(elapsed, difference));
    }

    static Bilingual plannedToStart(String planned) {
        return new Bilingual("应开工 " + planned, planned + " planned to start this year");
    }

    static Bilingual started(String started, String planned, Optional<String> coverage) {
        Bilingual part = ofThose(coverage);
        return new Bilingual(
                "应开工 %s，已开工 %s%s".formatted(planned, started, part.zh()),
                "%s of %s planned projects started%s".formatted(started, planned, part.en()));
    }

    static Bilingual continuing(String continuing) {
        return new Bilingual("续建 " + continuing, continuing + " continuing projects");
    }

    static Bilingual resumed(String resumed, String continuing, Optional<String> coverage) {
        Bilingual part = ofThose(coverage);
        return new Bilingual(
                "续建 %s，已复工 %s%s".formatted(continuing, resumed, part.zh()),
                "%s of %s continuing projects resumed%s".formatted(resumed, continuing, part.en()));
    }

    private static Bilingual ofThose(Optional<String> coverage) {
        return coverage.map(part -> new Bilingual("，" + part + "的项目有报送", "; reported for " + part + " of them"))
                .orElse(new Bilingual("", ""));
    }

    static Bilingual ofCurrency(String projects, Bilingual total) {
        return new Bilingual(
                "%s 个，%s".formatted(projects, total.zh()), "%s projects, %s".formatted(projects, total.en()));
    }
}
