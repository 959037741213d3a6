package dev.taizhang.sample;

import java.util.List;

/**
 * A file of the inbox before it is written.
 *
 * @param dataset its dataset
 * @param fileName its name
 * @param form its file form
 * @param sheet its only sheet
 * @param places the findings that a reader must make in it
 */
record SampleFile(Dataset dataset, String fileName, FileForm form, Sheet sheet, List<Place> places) {

    /** The kinds of deliveries in the sample, with the names of the datasets. */
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
