package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.ReferenceTable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/** Texts of summary tables in both languages. Names come from their two columns, codes from their declarations. */
final class PageTexts {
    /** The columns of codes, each with the reference table that names the codes. */
    private static final Map<String, String> REFERENCES = Map.of(
            "district_code", "districts",
            "from_status_code", "statuses",
            "to_status_code", "statuses");

    /** The codes in tables that no configuration names. */
    private static final Map<String, Bilingual> CODES = Map.ofEntries(
            code("joined", "新进", "Joined"),
            code("left", "退出", "Left"),
            code("joined_by_merger", "合并新设", "Formed by a merger"),
            code("joined_by_split", "拆分新设", "Formed by a split"),
            code("left_by_merger", "合并退出", "Merged"),
            code("left_by_split", "拆分退出", "Split"),
            code("status_changed", "状态变化", "Status changed"),
            code("cost_changed", "总投资调整", "Cost changed"),
            code("cost_became_known", "补报总投资", "Cost became known"),
            code("cost_became_blank", "总投资缺失", "Cost became blank"),
            code("previous_month", "比上月末", "Month before"),
            code("same_month_last_year", "比上年同期", "Year before"),
            code("none", "—", "—"),
            code("on_time", "按时", "On time"),
            code("late", "迟报", "Late"),
            code("missing", "缺报", "Missing"),
            code("not_due", "无要求", "Not due"),
            code("green", "绿灯", "Green"),
            code("yellow", "黄灯", "Yellow"),
            code("red", "红灯", "Red"),
            code("top", "前三", "Top three"),
            code("bottom", "后三", "Bottom three"),
            code("district", "县区", "District"),
            code("cluster", "产业集群", "Cluster"),
            code("currency", "币种", "Currency"),
            code("districts", "县区", "Districts"),
            code("zones", "开发区", "Zones"),
            // Groups that districts are usually ranked in; their file has no English for them.
            code("县区", "县区", "Counties and districts"),
            code("开发区", "开发区", "Development zones"),
            code("member", "", ""),
            code("true", "是", "Yes"),
            code("false", "否", "No"));

    private static final Pattern POINTS = Pattern.compile("(?<=\\s)(-?)(\\d+\\.\\d\\d)(?= 个百分点|%| points)");

    private final Map<String, ReferenceTable> references;
    private final PageWords words;

    PageTexts(Map<String, ReferenceTable> references, PageWords words) {
        this.references = references;
        this.words = words;
    }

    /** Returns the portfolio's word for a dimension. */
    PageWords.Word word(String dimension) {
        return words.of(dimension);
    }

    /** Returns a title of the program with the portfolio's own words in it. */
    Bilingual inOwnWords(Bilingual title) {
        return words.in(title);
    }

    /** Returns the name of a member of a reference table; empty if it has no such member. */
    Optional<Bilingual> member(String reference, String code) {
        return code == null
                ? Optional.empty()
                : references.get(reference).member(code).map(PageTexts::named);
    }

    private static Map.Entry<String, Bilingual> code(String code, String zh, String en) {
        return Map.entry(code, new Bilingual(zh, en));
    }

    /** Returns the text of a column in Chinese and, if the table has it, in English. */
    Bilingual text(Row row, String column) {
        if (column.equals("sender")) {
            return sender(row, PageSections.text(row, column));
        }
        Object value = row.getAs(column);
        if (value == null) {
            return new Bilingual("", "");
        }
        String text = shown(column, value.toString());
        Optional<String> english = english(List.of(row.schema().fieldNames()), column)
                .map(name -> row.<String>getAs(name))
                .filter(name -> name != null && !name.isEmpty())
                .map(name -> shown(column, name));
        if (english.isPresent()) {
            return new Bilingual(text.isEmpty() ? english.get() : text, english.get());
        }
        if (column.equals("dataset")) {
            return Datasets.named(text).map(dataset -> dataset.title()).orElse(new Bilingual(text, text));
        }
        return Optional.ofNullable(REFERENCES.get(column))
                .flatMap(reference -> references.get(reference).member(text))
                .map(PageTexts::named)
                .orElseGet(() -> coded(column) ? CODES.getOrDefault(text, same(text)) : same(text));
    }

    /** Returns the name of a sender; one that has the name of its district, or none, has the district's in both languages. */
    private Bilingual sender(Row row, String name) {
        return member("districts", PageSections.text(row, "district_code"))
                .filter(district -> name.isEmpty() || name.equals(district.zh()))
                .orElse(same(name));
    }

    /** Reasons contain percents and points, which are written as everywhere on the page. */
    private static String shown(String column, String text) {
        return column.equals("light_reasons")
                ? POINTS.matcher(text)
                        .replaceAll(number -> (number.group(1).isEmpty() ? "" : "−")
                                + FigureText.points(new BigDecimal(number.group(2))))
                : text;
    }

    /** Whether a column holds codes. Names are free text, so a name that equals one of our codes is not a code. */
    private static boolean coded(String column) {
        return Stream.of("name", "code", "sender", "leader", "value").noneMatch(column::endsWith)
                || column.equals("light_code")
                || REFERENCES.containsKey(column);
    }

    private static Bilingual named(ReferenceTable.Member member) {
        return new Bilingual(member.nameZh(), member.nameEn());
    }

    private static Bilingual same(String text) {
        return new Bilingual(text, text);
    }

    /** Finds the English counterpart of a column, if the table has one. */
    private static Optional<String> english(List<String> columns, String column) {
        return Stream.of(column + "_en", column.replaceFirst("_zh$", "_en"))
                .filter(name -> !name.equals(column) && columns.contains(name))
                .findFirst();
    }

    /** Returns a column's heading: its Chinese title, and its name as English words. */
    Bilingual title(StructField field) {
        return words.in(plainTitle(field));
    }

    private static Bilingual plainTitle(StructField field) {
        boolean named = REFERENCES.containsKey(field.name()) || field.name().equals("light_code");
        String title = Column.title(field).replaceFirst("（中文）$", "").replaceFirst("_(.+)$", "（$1）");
        String english = field.name()
                .replaceFirst(named ? "_code$" : "_(name|zh|pp)$", "")
                .replaceFirst("(^|_)(project|contract|step|bottleneck|enterprise)_count$", "$1$2s")
                .replaceFirst("_count$", "")
                .replace('_', ' ');
        return new Bilingual(
                named ? title.replaceFirst("代码$", "") : title,
                english.substring(0, 1).toUpperCase(Locale.ROOT)
                        + english.substring(1)
                        + (field.name().endsWith("_pp") ? ", points" : ""));
    }
}
