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

    /** Reads an entry or a file. If it contains a mistake, collects the mistake and returns empty. */
    public <T> Optional<T> reading(Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (Failure mistake) {
            if (mistake.exitCode() != ExitCode.USAGE) {
                throw mistake;
            }
            found.add(mistake);
            return Optional.empty();
        }
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
            throw Failure.usage(
                    new Bilingual(lines(Bilingual::zh), lines(Bilingual::en)),
                    ConfigurationMessages.problemCount(found.size()));
        }
    }

    private String lines(Function<Bilingual, String> language) {
        return found.stream()
                .map(mistake -> language.apply(mistake.message()) + "\n")
                .collect(Collectors.joining());
    }
}
