package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ReferenceTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;

/**
 * A table of districts by clusters, shaded by total investment, which serves as its own chart.
 *
 * @param clusters the columns
 * @param lines the rows
 * @param unit the unit of the amounts
 */
record HeatMap(List<Bilingual> clusters, List<Line> lines, Bilingual unit) {
    private static final int SHADES = 6;

    /** A district and its projects in each cluster; null for a cluster without projects. */
    record Line(String district, Bilingual name, List<Square> squares) {}

    /**
     * A district's projects in a cluster.
     *
     * @param shade 0 for no amount, else 1 to 6, by its share of the largest
     */
    record Square(PageCell amount, PageCell count, int shade) {}

    /**
     * Returns the map of the lines in one currency.
     *
     * @param members the reference table of the clusters
     */
    static HeatMap of(List<Row> rows, String currency, ReferenceTable members, PageFigures figures, PageTexts texts) {
        List<Row> ours = rows.stream()
                .filter(row -> row.<String>getAs("currency").equals(currency))
                .toList();
        // Keeps the order of the table, which is the order of the reference tables for its first dimension.
        Map<String, Bilingual> districts = new LinkedHashMap<>();
        Map<String, Bilingual> clusters = new LinkedHashMap<>();
        ours.forEach(row -> districts.putIfAbsent(row.getAs("district_code"), texts.text(row, "district_name")));
        Comparator<Row> order = Comparator.comparing(row -> members.member(row.getAs("cluster_code"))
                .map(member -> member.sortOrder())
                .orElse(Integer.MAX_VALUE));
        ours.stream()
                .sorted(order)
                .forEach(row -> clusters.putIfAbsent(row.getAs("cluster_code"), texts.text(row, "cluster_name")));
        BigDecimal most = ours.stream()
                .map(row -> row.<BigDecimal>getAs("total_investment"))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(BigDecimal.ONE);
        Map<List<String>, Square> squares = new LinkedHashMap<>();
        ours.forEach(row -> squares.put(
                List.of(row.getAs("district_code"), row.getAs("cluster_code")), square(row, figures, most)));
        List<Line> lines = districts.entrySet().stream()
                .map(district -> new Line(
                        district.getKey(),
                        district.getValue(),
                        clusters.keySet().stream()
                                .map(cluster -> squares.get(List.of(district.getKey(), cluster)))
                                .toList()))
                .toList();
        return new HeatMap(List.copyOf(clusters.values()), lines, figures.unit(currency));
    }

    private static Square square(Row row, PageFigures figures, BigDecimal most) {
        BigDecimal amount = row.getAs("total_investment");
        int shade = amount == null || amount.signum() <= 0 || most.signum() <= 0
                ? 0
                : amount.multiply(new BigDecimal(SHADES))
                        .divide(most, 0, RoundingMode.CEILING)
                        .intValue();
        return new Square(
                figures.cell("amount", "total_investment", amount),
                figures.cell("count", "project_count", row.getAs("project_count")),
                shade);
    }
}
