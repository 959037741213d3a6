package dev.taizhang.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Collects the mistakes in the files of an office, so that all of them are reported at once. */
public final class Mistakes {
    private final List<Failure> found = new ArrayList<>();

    /** Several mistakes, one per line. */
    private static final class Several extends Failure {
        private final transient List<Failure> each;

        private Several(List<Failure> each) {
            super(
                    ExitCode.USAGE,
                    new Bilingual(lines(each, Bilingual::zh), lines(each, Bilingual::en)),
                    ConfigurationMessages.problemCount(each.size()));
            this.each = List.copyOf(each);
        }
    }

    /** Returns the mistakes that a failure reports: itself, if it is not made of several. */
    public static List<Failure> in(Failure failure) {
        return failure instanceof Several several ? several.each : List.of(failure);
    }

    /**
     * Reads an entry or a file. If it contains mistakes, collects them and returns empty; also if there is nothing to
     * read.
     */
    public <T> Optional<T> reading(Supplier<T> read) {
        try {
            return Optional.ofNullable(read.get());
        } catch (Failure mistake) {
            if (mistake.exitCode() != ExitCode.USAGE) {
                throw mistake;
            }
            add(mistake);
            return Optional.empty();
        }
    }

    /** Reads what gives no value, as a check does. */
    public void checking(Runnable check) {
        reading(() -> {
            check.run();
            return null;
        });
    }

    /** Adds a mistake, or each one of a failure that reports several. */
    public void add(Failure mistake) {
        found.addAll(in(mistake));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /**
     * Ends the collection.
     *
     * @throws Failure if there are mistakes: the only one, or one failure that lists all of them, one per line
     */
    public void requireNone() {
        if (found.size() == 1) {
            throw found.get(0);
        }
        if (!found.isEmpty()) {
            throw new Several(found);
        }
    }

    private static String lines(List<Failure> mistakes, Function<Bilingual, String> language) {
        return mistakes.stream()
                .map(mistake -> language.apply(mistake.message()) + "\n")
                .collect(Collectors.joining());
    }
}
