package dev.taizhang.definition;

import com.typesafe.config.Config;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A delivery that a sender owes every month, as {@code senders.conf} lists it.
 *
 * @param dataset the name of the dataset
 * @param sender the sender, as written there
 * @param daysAfterMonthEnd the due day, in days after the end of the month that the delivery covers; negative before
 *     the end
 * @param required whether nothing is published without it once it is due
 */
public record DueDelivery(String dataset, String sender, int daysAfterMonthEnd, boolean required) {
    static final String FILE = "senders.conf";

    private static final Set<String> KEYS = Set.of("groups", "due");
    private static final Set<String> ENTRY_KEYS = Set.of("dataset", "senders", "days_after_month_end", "required");
    private static final int EARLIEST = -27;
    private static final int LATEST = 365;

    /** Returns the day on which the delivery for a month is due. */
    public LocalDate dueDate(YearMonth month) {
        return month.atEndOfMonth().plusDays(daysAfterMonthEnd);
    }

    /** Returns the latest month that is due by a date. */
    public YearMonth dueMonth(LocalDate date) {
        YearMonth month = YearMonth.from(date).plusMonths(1);
        while (dueDate(month).isAfter(date)) {
            month = month.minusMonths(1);
        }
        return month;
    }

    /**
     * Returns the identity of a sender: the code of the district that the name means, otherwise the name in its normal
     * spelling.
     */
    public static String identity(String sender, ReferenceTable districts) {
        return districts.match(sender).orElseGet(() -> Spelling.normal(sender));
    }

    /** Reads a file as far as it is right: entries with a mistake are left out. */
    static List<DueDelivery> read(Config config, String place, ReferenceTable districts, Mistakes mistakes) {
        List<DueDelivery> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (ConfigurationFile entry :
                ConfigurationFile.of(config, place, KEYS, mistakes).objects("due", ENTRY_KEYS)) {
            mistakes.checking(() -> read(entry, all, seen, districts));
        }
        return List.copyOf(all);
    }

    private static void read(
            ConfigurationFile entry, List<DueDelivery> all, Set<String> seen, ReferenceTable districts) {
        String dataset = dataset(entry);
        if (entry.words("senders").isEmpty()) {
            throw entry.missing("senders");
        }
        for (String sender : entry.words("senders")) {
            if (!seen.add(dataset + "\n" + identity(sender, districts))) {
                throw entry.wrong("senders", ConfigurationMessages.dueTwice(dataset, sender));
            }
            all.add(new DueDelivery(dataset, sender, days(entry), required(entry)));
        }
    }

    private static String dataset(ConfigurationFile entry) {
        String name = entry.text("dataset");
        Optional<DatasetDefinition> dataset = Datasets.named(name);
        if (dataset.isEmpty() || dataset.get().dates().isEmpty()) {
            Stream<String> monthly =
                    Datasets.ALL.stream().filter(one -> !one.dates().isEmpty()).map(DatasetDefinition::name);
            throw entry.wrong("dataset", ConfigurationMessages.notAMonthlyDataset(name, monthly));
        }
        return name;
    }

    private static int days(ConfigurationFile entry) {
        int days = entry.number("days_after_month_end");
        if (days < EARLIEST || days > LATEST) {
            throw entry.wrong("days_after_month_end", ConfigurationMessages.daysOutOfRange(EARLIEST, LATEST));
        }
        return days;
    }

    private static boolean required(ConfigurationFile entry) {
        String word = entry.optionalText("required").orElse("false");
        if (!Set.of("true", "false").contains(word)) {
            throw entry.wrong("required", ConfigurationMessages.notABoolean());
        }
        return word.equals("true");
    }
}
