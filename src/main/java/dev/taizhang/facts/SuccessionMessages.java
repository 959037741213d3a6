package dev.taizhang.facts;

import dev.taizhang.definition.Bilingual;
import java.math.BigDecimal;
import java.time.LocalDate;

/** The sentences about successions of project codes. */
final class SuccessionMessages {
    /** What becomes of rows under the old code of a renamed project. */
    static final Bilingual COUNTED = new Bilingual(
            "已计入新代码，同一份报送中另有新代码的行时以后者为准。",
            "The rows count under the new code, except beside its own in the same delivery.");

    /** What becomes of rows under the code of a project that has ended. */
    static final Bilingual NO_LONGER_COUNTED =
            new Bilingual("原项目已合并或拆分，不再计入。", "The project was merged or split and no longer counts.");

    private SuccessionMessages() {}

    static Bilingual circular(Succession one) {
        return new Bilingual(
                "%s 自 %s 起变更为 %s，但后者又变更回 %s，因此未采用。请核对代码，并重报 %s 在该日期的变更。"
                        .formatted(one.oldCode(), one.date(), zh(one), one.oldCode(), one.oldCode()),
                ("The successors of %s from %s on are %s, which lead back to it, so this succession does not count. Check"
                                + " the codes, and deliver the successors of %s from that date again.")
                        .formatted(one.oldCode(), one.date(), en(one), one.oldCode()));
    }

    static Bilingual repeated(Succession one, Succession first) {
        return new Bilingual(
                "%s 自 %s 起已变更为 %s，因此未采用自 %s 起变更为 %s 的报送。请以新代码为原代码重报，或更正 %s 的变更。"
                        .formatted(one.oldCode(), first.date(), zh(first), one.date(), zh(one), first.date()),
                ("%s was succeeded by %s from %s on, so its succession by %s from %s on does not count. State it of the new"
                                + " code, or correct that of %s.")
                        .formatted(one.oldCode(), en(first), first.date(), en(one), one.date(), first.date()));
    }

    static Bilingual unknown(Succession one) {
        return new Bilingual(
                "截止日期前没有任何清单列出原代码 %s。请核对代码。".formatted(one.oldCode()),
                "No list up to the as-of date names the old code %s. Check the code.".formatted(one.oldCode()));
    }

    static Bilingual renamedUnlisted(Succession one, String next) {
        return new Bilingual(
                "截止日期前没有任何清单列出新代码 %s；%s 自 %s 起变更为该代码，已按新代码计。请核对代码。".formatted(next, one.oldCode(), one.date()),
                "No list up to the as-of date names the new code %s, under which %s counts from %s on. Check the code."
                        .formatted(next, one.oldCode(), one.date()));
    }

    static Bilingual waiting(Succession one, String next) {
        return new Bilingual(
                "截止日期前没有任何清单列出新代码 %s，因此 %s 暂按原样计。请核对代码，或报送列出新代码的清单。".formatted(next, one.oldCode()),
                ("No list up to the as-of date names the new code %s, so %s counts as before. Check the code, or deliver a"
                                + " list that names it.")
                        .formatted(next, one.oldCode()));
    }

    static Bilingual partUnlisted(Succession one, String next) {
        return new Bilingual(
                "截止日期前没有任何清单列出 %s 变更后的代码 %s，因此后者尚未计入。请核对代码，或报送列出新代码的清单。".formatted(one.oldCode(), next),
                ("No list up to the as-of date names the code %s, which succeeds %s, so it does not count yet. Check the"
                                + " code, or deliver a list that names it.")
                        .formatted(next, one.oldCode()));
    }

    static Bilingual inUse(Succession one, String sender, long rows, LocalDate last, Bilingual consequence) {
        return new Bilingual(
                "%s仍以原代码 %s 报送（%s 行，最近为 %s），该代码自 %s 起已变更为 %s；%s请改用新代码。"
                        .formatted(
                                sender.isEmpty() ? "报送单位" : sender,
                                one.oldCode(),
                                rows,
                                last,
                                one.date(),
                                zh(one),
                                consequence.zh()),
                "%s still reports under the old code %s (rows: %s, the latest of %s), which %s succeeded from %s on. %s Use the new code."
                        .formatted(
                                sender.isEmpty() ? "A sender" : sender,
                                one.oldCode(),
                                rows,
                                last,
                                en(one),
                                one.date(),
                                consequence.en()));
    }

    static Bilingual investment(Succession one, SuccessionKinds.Cause cause, BigDecimal invested, String currency) {
        Bilingual became = switch (cause) {
            case MERGER -> new Bilingual("合并为", "merged into");
            case SPLIT -> new Bilingual("拆分为", "split into");
        };
        return new Bilingual(
                "该项目自 %s 起%s %s，此前本年完成投资 %s %s 不再计入本年各表。如应计入，请由新项目以本年累计数报送。"
                        .formatted(one.date(), became.zh(), zh(one), invested, currency),
                ("It was %s %s from %s on. The %s %s that it had invested in the year are no longer in the tables of the year. If"
                                + " they are to count, let the new project report them in its year to date.")
                        .formatted(became.en(), en(one), one.date(), invested, currency));
    }

    private static String zh(Succession one) {
        return String.join("、", one.newCodes());
    }

    private static String en(Succession one) {
        return String.join(", ", one.newCodes());
    }
}
