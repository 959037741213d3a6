package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which columns each delivery had, which headers were not used, and a column that the sender's last delivery had. */
class DeliveredColumnsTest {
    private static final String COLUMNS = "SELECT file_name, array_join(columns, ' '),"
            + " array_join(columns_with_values, ' '), array_join(unused_headers, ' ') FROM ledger.deliveries ORDER BY 1";

    @TempDir
    private Path folder;

    @Test
    void everyKindOfFileKeepsItsColumnsAndUnusedHeaders() throws IOException {
        TestInbox office = TestInbox.below(folder);
        office.deliver(
                "2025-01-31 东区 项目变更.csv",
                "序号,项目代码,项目名称,所属县区,产业集群,项目状态,计划总投资（万元）,联系人,备注",
                "1,E-01,东一,东区,,开工,1500,王五,",
                "2,E-02,东二,东区,—,开工,500,,—",
                "合计,,,,,,2000,,已核");
        office.deliver(
                "2025-01-31 西区 项目变更.jsonl",
                "{\"项目代码\":\"W-01\",\"项目名称\":\"西一\",\"所属县区\":\"西区\",\"项目状态\":\"开工\",\"计划总投资（万元）\":10,"
                        + "\"联系人\":null,\"备注\":\"\"}",
                "{\"项目代码\":\"W-02\",\"项目名称\":\"西二\",\"所属县区\":\"西区\",\"项目状态\":\"开工\",\"来源\":\"旧表\"}");
        office.deliverWorkbook(
                "2025-01-31 南区 项目清单.xlsx",
                "清单",
                "南区项目,,,,,",
                "项目代码,项目名称,所属县区,项目状态,计划总投资（万元）,年度\n计划投资,空列",
                "S-01,南一,南区,开工,10,700,",
                "S-02,南二,南区,开工,10,800,");
        Commands.Answer night = office.nightly("2025-01-31");
        assertThat(night.code()).as(night.err() + night.out()).isZero();
        assertThat(office.lines(COLUMNS))
                .containsExactly(
                        "2025-01-31 东区 项目变更.csv|project_code project_name district cluster status total_investment"
                                + " snapshot_date|project_code project_name district status total_investment|序号 联系人",
                        "2025-01-31 南区 项目清单.xlsx|project_code project_name district status total_investment snapshot_date"
                                + "|project_code project_name district status total_investment|年度 计划投资",
                        "2025-01-31 西区 项目变更.jsonl|project_code project_name district status total_investment"
                                + " snapshot_date|project_code project_name district status total_investment|来源");
    }
}
