package dev.taizhang.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Collects the mistakes in the files of an office, so that all of them are named at once. */
public final class Mistakes {
    private final List<Failure> found = new ArrayList<>();

    /** Reads an entry or a file; empty, and the mistake collected, if it cannot be used. */
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
     * @throws Failure if there are mistakes: the one, or one that names them all, a line each
     */
    public void requireNone() {
        if (found.size() == 1) {
            throw found.get(0);
        }
        if (!found.isEmpty()) {
            throw Failure.usage(
                    new Bilingual(lines(Bilingual::zh), lines(Bilingual::en)),
                    new Bilingual("共 " + found.size() + " 处错误。", "These are " + found.size() + " mistakes."));
        }
    }

    private String lines(Function<Bilingual, String> language) {
        return found.stream()
                .map(mistake -> language.apply(mistake.told()) + "\n")
                .collect(Collectors.joining());
    }
}
