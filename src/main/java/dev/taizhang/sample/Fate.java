package dev.taizhang.sample;

/** The final status of a project of the city, and the way to it. */
enum Fate {
    SIGNED(90),
    LANDED(110),
    STARTED_THIS_YEAR(170),
    CONTINUING(560),
    COMPLETED(25),
    IN_PRODUCTION(15),
    AT_CAPACITY(10),
    SUSPENDED(10),
    TERMINATED(10);

    private final int weight;

    Fate(int weight) {
        this.weight = weight;
    }

    /** Returns how many of a thousand projects have this fate. */
    int weight() {
        return weight;
    }
}
