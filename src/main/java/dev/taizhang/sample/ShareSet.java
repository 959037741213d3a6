package dev.taizhang.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a project that lies in several districts or clusters is shared out; a newer set replaces the whole older one.
 *
 * @param project the code of the project
 * @param dimension what it is shared out over
 * @param date the date of the file that the set stands in
 * @param lines one for each row; none where the set is taken back
 */
record ShareSet(String project, Dimension dimension, LocalDate date, List<Line> lines) {
    static final String NOT_SHARED_OUT = "not_shared_out";
    private static final int WHOLE = 100;

    /** What a project can be shared out over. */
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

        /** The Chinese name that a spreadsheet carries. */
        String label() {
            return label;
        }

        /** The line of all shared-out projects where they have one of their own. */
        String ownLine() {
            return ownLine;
        }
    }

    /**
     * A part of a project.
     *
     * @param member the code that a reader must make of the text
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

    /** The share of each member, by its code: rows of one member add up, and a row with an impossible share is none. */
    SortedMap<String, Integer> percents() {
        SortedMap<String, Integer> percents = new TreeMap<>();
        lines.stream()
                .filter(Line::possible)
                .forEach(line -> percents.merge(line.member(), line.percent(), Integer::sum));
        return percents;
    }

    /** The same, with what is missing to the whole, or too much for it, as a member beside the others. */
    SortedMap<String, Integer> wholePercents() {
        SortedMap<String, Integer> percents = percents();
        int shared = percents.values().stream().mapToInt(Integer::intValue).sum();
        if (shared != WHOLE) {
            percents.put(NOT_SHARED_OUT, WHOLE - shared);
        }
        return percents;
    }
}
