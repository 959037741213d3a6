package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.facts.AsOf;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The sentences about what changed since an earlier date. Their parameters are figures and names in display form. */
final class ChangeMessages {
    private ChangeMessages() {}

    static Bilingual since(LocalDate before, List<Bilingual> changes) {
        Bilingual date = Sentences.date(before);
        return new Bilingual(
                "与%s相比：%s".formatted(date.zh(), Sentences.zhList(changes)),
                "Since %s: %s"
                        .formatted(
                                date.en(), changes.stream().map(Bilingual::en).collect(Collectors.joining(", "))));
    }

    /** Says which figures have not changed. Amounts of two years are not compared. */
    static Bilingual unchanged(LocalDate before, AsOf asOf) {
        List<Bilingual> compared = new ArrayList<>();
        compared.add(new Bilingual("项目数", "the number of projects"));
        compared.add(new Bilingual("计划总投资", "the total investment"));
        if (!before.isBefore(asOf.yearStart())) {
            compared.add(new Bilingual("本年完成投资", "this year's investment"));
        }
        compared.add(new Bilingual("红灯数", "the number of red lights"));
        Bilingual date = Sentences.date(before);
        return new Bilingual(
                "与%s相比，%s均无变化".formatted(date.zh(), Sentences.zhList(compared)),
                "Since %s, %s have not changed".formatted(date.en(), Sentences.enList(compared)));
    }

    static Bilingual moved(String kind, String count) {
        return switch (kind) {
            case "joined" -> new Bilingual("新进 %s 个项目".formatted(count), count + " joined");
            case "joined_by_merger" -> new Bilingual("合并新设 %s 个".formatted(count), count + " formed by mergers");
            case "joined_by_split" -> new Bilingual("拆分新设 %s 个".formatted(count), count + " formed by splits");
            case "left" -> new Bilingual("退出 %s 个".formatted(count), count + " left");
            case "left_by_merger" -> new Bilingual("合并退出 %s 个".formatted(count), count + " merged");
            case "left_by_split" -> new Bilingual("拆分退出 %s 个".formatted(count), count + " split");
            case "status_changed" -> new Bilingual("状态变化 %s 个".formatted(count), count + " changed status");
            default -> new Bilingual("总投资调整 %s 个".formatted(count), count + " changed cost");
        };
    }

    static Bilingual rankMoved(Bilingual name, long move) {
        long places = Math.abs(move);
        return new Bilingual(
                "%s%s %s 位".formatted(name.zh(), move > 0 ? "升" : "降", places),
                "%s %s %s".formatted(name.en(), move > 0 ? "up" : "down", places(places)));
    }

    static Bilingual projects(boolean more, String count) {
        return counted(new Bilingual("项目", "project"), more, count);
    }

    static Bilingual total(boolean more, Bilingual amount) {
        return new Bilingual(
                "计划总投资%s %s".formatted(more ? "增加" : "减少", amount.zh()),
                "%s %s total investment".formatted(amount.en(), more ? "more" : "less"));
    }

    static Bilingual invested(boolean more, Bilingual amount) {
        return new Bilingual(
                "本年完成投资%s %s".formatted(more ? "增加" : "减少", amount.zh()),
                "%s %s invested this year".formatted(amount.en(), more ? "more" : "less"));
    }

    static Bilingual red(boolean more, String count) {
        return counted(new Bilingual("红灯", "red light"), more, count);
    }

    private static Bilingual counted(Bilingual what, boolean more, String count) {
        return new Bilingual(
                "%s%s %s 个".formatted(what.zh(), more ? "增加" : "减少", count),
                "%s %s %s".formatted(count, more ? "more" : "fewer", count.equals("1") ? what.en() : what.en() + "s"));
    }

    static Bilingual turned(String turned, String cleared) {
        return new Bilingual(
                "%s 个项目转为红灯".formatted(turned) + (cleared.equals("0") ? "" : "、%s 个不再是红灯".formatted(cleared)),
                "%s turned red".formatted(turned)
                        + (cleared.equals("0") ? "" : ", %s no longer red".formatted(cleared)));
    }

    private static String places(long places) {
        return places == 1 ? "1 place" : places + " places";
    }
}
