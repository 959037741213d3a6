package dev.taizhang;

import java.util.List;
import java.util.stream.IntStream;

/** What {@code jobs/check --long} asks for: tests that take minutes run in full, and as a sample otherwise. */
public final class LongForm {
    /** Whether it is asked for. */
    public static final boolean ASKED = Boolean.getBoolean("taizhang.long");

    private static final int SAMPLED = 3;

    private LongForm() {}

    /** Returns all cases if it is asked for, and every third otherwise. */
    public static <T> List<T> sample(List<T> cases) {
        return IntStream.range(0, cases.size())
                .filter(place -> ASKED || place % SAMPLED == 0)
                .mapToObj(cases::get)
                .toList();
    }
}
