package dev.taizhang.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The allocation set of a project that lies in several districts or clusters. A newer set replaces the whole older one.
 *
 * @param project the code of the project
 * @param dimension the dimension over which it is allocated
 * @param date the date of the file that contains the set
 * @param lines one per row; empty if the set is withdrawn
 */
record ShareSet(String project, Dimension dimension, LocalDate date, List<Line> lines) {
    static final String NOT_SHARED_OUT = "not_shared_out";
    private static final int WHOLE = 100;

    /** The dimensions over which a project can be allocated. */
    enum Dimension {
        DISTRICT("district", "县区", "cross_district"),
        CLUSTER("cluster", "产业集群", "cross_cluster");

        private final String code;
        private final String label;
        private final String ownLine;

        Dimension(String code, String label, String ownLine) {
            this.code = code;
            this.label = label;
            this.ownLine = ownLine;
        }

        String code() {
            return code;
        }

        /** Returns the Chinese name used in spreadsheets. */
        String label() {
            return label;
        }

        /** Returns the line for all split projects, if they have a line of their own. */
        String ownLine() {
            return ownLine;
        }
    }

    /**
     * A part of a project.
     *
     * @param member the code to which a reader must map the text
     * @param text the member as the file writes it
     * @param percent the share
     */
    record Line(String member, String text, int percent) {
        boolean possible() {
            return percent >= 0 && percent <= WHOLE;
        }
    }

    void writeTo(ObjectNode node) {
        node.put("project_code", project);
        node.put("dimension", dimension.code());
        node.put("snapshot_date", date.toString());
        node.put("file", Allocations.fileName(date));
        ObjectNode percents = node.putObject("percents");
        percents().forEach(percents::put);
    }

    /**
     * Returns the share of each member by its code. Rows of one member are added up, and a row with an impossible share
     * is ignored.
     */
    SortedMap<String, Integer> percents() {
        SortedMap<String, Integer> percents = new TreeMap<>();
        lines.stream()
                .filter(Line::possible)
                .forEach(line -> percents.merge(line.member(), line.percent(), Integer::sum));
        return percents;
    }

    /** Returns the same shares, with the shortfall or excess relative to the whole as a further member. */
    SortedMap<String, Integer> wholePercents() {
        SortedMap<String, Integer> percents = percents();
        int shared = percents.values().stream().mapToInt(Integer::intValue).sum();
        if (shared != WHOLE) {
            percents.put(NOT_SHARED_OUT, WHOLE - shared);
        }
        return percents;
    }
}
