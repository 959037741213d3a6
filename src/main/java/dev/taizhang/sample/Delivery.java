package dev.taizhang.sample;

import java.util.List;

/**
 * A file of the inbox before it is written.
 *
 * @param dataset what it speaks of
 * @param fileName its name
 * @param form in which it is written
 * @param sheet its only sheet
 * @param places what a reader must notice in it
 */
record Delivery(Dataset dataset, String fileName, FileForm form, Sheet sheet, List<Place> places) {

    /** The kinds of deliveries in the sample, named as the datasets are. */
    enum Dataset {
        PROJECTS("projects"),
        PROGRESS("progress"),
        TARGETS("targets"),
        ALLOCATIONS("allocations"),
        CONTRACTS("contracts"),
        BOTTLENECKS("bottlenecks"),
        APPROVALS("approvals"),
        INDUSTRIAL_OUTPUT("industrial_output");

        private final String key;

        Dataset(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }
    }
}
