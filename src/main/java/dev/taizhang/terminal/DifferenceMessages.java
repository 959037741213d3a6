package dev.taizhang.terminal;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ConfigurationChange;
import dev.taizhang.ledger.DeliveryChange;
import dev.taizhang.night.Attribution;

/** The sentences about the difference between two releases. */
final class DifferenceMessages {
    private DifferenceMessages() {}

    static Bilingual sameDeliveries() {
        return new Bilingual("收件无变动。", "The deliveries are the same.");
    }

    static Bilingual sameConfiguration() {
        return new Bilingual("配置无变动。", "The configuration is the same.");
    }

    static Bilingual nothingMoves() {
        return new Bilingual("收件、配置、程序和截止日期均无变动。", "Deliveries, configuration, program and as-of date are the same.");
    }

    static Bilingual sameFigures() {
        return new Bilingual("各汇总表的数字无变动。", "No figure of the summary tables has moved.");
    }

    static Bilingual change(DeliveryChange.Kind kind) {
        return switch (kind) {
            case ARRIVED -> new Bilingual("收到", "arrived");
            case REFUSED -> new Bilingual("拒收", "refused");
            case REREAD -> new Bilingual("重读", "reread");
            case WITHDRAWN -> new Bilingual("撤回", "withdrawn");
            case ABSENT -> new Bilingual("尚未收到", "not there yet");
        };
    }

    static Bilingual change(ConfigurationChange change) {
        if (change.before().isEmpty()) {
            return new Bilingual("新增", "added");
        }
        return change.after().isEmpty() ? new Bilingual("删除", "removed") : new Bilingual("修改", "changed");
    }

    /** Says which deliveries a file of the configuration applies to. */
    static Bilingual takesEffect(String file) {
        if (file.startsWith("feeds/") || file.equals("reference/units.csv")) {
            return new Bilingual("只在接收报表时", "when a delivery is ingested; not for those in the ledger");
        }
        if (file.startsWith("rules/")) {
            return new Bilingual(
                    "逐行规则在接收报表时，比较台账的规则在每次运行",
                    "rules of rows when a delivery is ingested, rules of records in force at every run");
        }
        return file.startsWith("reference/")
                ? new Bilingual("每次运行，连同台账中已有的报表", "at every run, also for deliveries in the ledger")
                : new Bilingual("每次运行", "at every run");
    }

    static Bilingual more(int lines) {
        return new Bilingual("  另有 " + lines + " 行", lines + " more lines");
    }

    static Bilingual moreFigures(long figures) {
        return new Bilingual(
                "另有 " + figures + " 个数字；全部见 --format json。",
                figures + " more figures; --format json lists all of them.");
    }

    /** Names the cause of a step. */
    static Bilingual cause(Attribution.Cause cause) {
        String of = String.join(" → ", cause.of());
        return switch (cause.kind()) {
            case PROGRAM_SINCE, PROGRAM_OF_OTHER -> new Bilingual("程序 " + of, "program " + of);
            case AS_OF_DATE -> new Bilingual("截止日期 " + of, "as-of date " + of);
            case DELIVERIES -> new Bilingual("收件", "deliveries");
            case CONFIGURATION ->
                new Bilingual("配置 " + String.join("、", cause.of()), "configuration " + String.join(", ", cause.of()));
        };
    }

    static Bilingual orderOfSteps() {
        return new Bilingual(
                "各原因按此次序逐一加入并重算；每个数字的变动等于各项之和，各项大小与次序有关。",
                "The figures were recomputed with one cause after the other in this order, on which the parts depend;"
                        + " the parts of a figure add up to its change.");
    }
}
