package dev.taizhang.summaries;

import dev.taizhang.definition.Bilingual;

/** The headings of the page, in order. */
public enum Chapter {
    DISTRICTS("各县区进度", "Districts"),
    STRUCTURE("项目结构", "Project structure"),
    TIME("投资走势", "Investment over time"),
    DEADLINES("开工复工与节点", "Starts, resumption and deadlines"),
    OVERRUNS("超概、延期与进度", "Overruns, delays and progress"),
    CONTRACTS("招商签约", "Contracts"),
    FACTORS("要素保障与融资", "Approvals, resources and financing"),
    MATTERS("堵点难点与包联", "Bottlenecks and leaders"),
    OUTPUT("工业产值", "Industrial output"),
    MOVEMENT("项目变动", "Movement"),
    DATA("报送与数据质量", "Senders and data quality"),
    PROJECTS("项目清单", "Projects");

    private final String zh;
    private final String en;

    Chapter(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    public Bilingual title() {
        return new Bilingual(zh, en);
    }
}
