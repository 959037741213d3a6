package dev.taizhang.sample;

/** Where a project of the city stands at the end, and by which way it came there. */
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

    /** How many of a thousand projects meet it. */
    int weight() {
        return weight;
    }
}
