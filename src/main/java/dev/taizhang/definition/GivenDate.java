package dev.taizhang.definition;

import java.time.DateTimeException;
import java.time.LocalDate;

/** A date that a user gives to an option or a key. */
public final class GivenDate {
    private GivenDate() {}

    /**
     * Parses a date.
     *
     * @param name the option or key, for the message
     * @throws Failure if it is not a date
     */
    public static LocalDate of(String name, String given) {
        try {
            return LocalDate.parse(given);
        } catch (DateTimeException wrong) {
            throw Failure.usage(
                    new Bilingual(name + " " + given + " 不是日期。", name + " " + given + " is not a date."),
                    new Bilingual("请写成 2025-03-31 的形式。", "Write it like 2025-03-31."));
        }
    }
}
