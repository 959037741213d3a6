package dev.taizhang.summaries;

import static dev.taizhang.definition.Column.field;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.facts.Punctuality;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Who is due with what, when it came, and who is missing: a sender that has not come is told, and stands for no figure. */
final class Senders implements ComputedTable {
    @Override
    public String name() {
        return "senders";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("报送情况", "Senders");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个报送单位、数据集一行", "One row per sender and dataset");
    }

    @Override
    public List<String> grain() {
        return List.of("as_of_date", "dataset", "sender");
    }

    @Override
    public StructType schema() {
        return new StructType(new StructField[] {
            field("as_of_date", DataTypes.DateType, "截止日期", "date the figures speak of"),
            field("dataset", DataTypes.StringType, "数据集", "dataset"),
            field("sender", DataTypes.StringType, "报送单位：空为文件未注明", "sender; empty where deliveries name none"),
            field(
                    "district_code",
                    DataTypes.StringType,
                    "县区代码",
                    "code of the district that the sender is; unassigned where it is none"),
            field(
                    "state",
                    DataTypes.StringType,
                    "状态：on_time 按时、late 迟报、missing 缺报、not_due 未要求",
                    "on_time, late, missing, or not_due where the configuration expects nothing"),
            field("due_month", DataTypes.DateType, "应报月份：以首日表示", "latest month that is due, as its first day"),
            field("due_date", DataTypes.DateType, "应报日期", "day by which it was to be there"),
            field("required", DataTypes.BooleanType, "是否必报", "whether nothing is published without it"),
            field(
                    "arrived_date",
                    DataTypes.DateType,
                    "到报日期",
                    "night that first took a delivery of that month or later"),
            field(
                    "days_late",
                    DataTypes.LongType,
                    "迟报天数：未到的算到截止日期",
                    "days from the due date to the arrival, or to the as-of date while it is missing"),
            field("last_delivery_date", DataTypes.DateType, "最近收件日期", "night that took the last delivery"),
            field("last_spoken_date", DataTypes.DateType, "最近所述日期", "latest date that its deliveries speak of"),
        });
    }

    @Override
    public Dataset<Row> rows(Sources sources) {
        ReferenceTable districts = sources.configuration().reference("districts");
        List<Row> rows = Punctuality.of(
                        sources.asOf(),
                        sources.configuration(),
                        sources.ledger().deliveries(),
                        sources.ledger().belief())
                .stream()
                .map(one -> row(one, districts))
                .toList();
        return sources.state().sparkSession().createDataFrame(rows, rowSchema());
    }

    private static Row row(Punctuality one, ReferenceTable districts) {
        return RowFactory.create(
                one.dataset(),
                one.sender(),
                districts.match(one.sender()).orElse(ReferenceTable.UNASSIGNED),
                one.state().name().toLowerCase(Locale.ROOT),
                one.dueMonth() == null ? null : Date.valueOf(one.dueMonth().atDay(1)),
                date(one.dueDate()),
                one.dueDate() == null ? null : one.required(),
                date(one.arrived()),
                one.daysLate(),
                date(one.lastDelivery()),
                date(one.lastDate()));
    }

    private static Date date(LocalDate date) {
        return date == null ? null : Date.valueOf(date);
    }
}
