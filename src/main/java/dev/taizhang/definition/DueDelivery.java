package dev.taizhang.definition;

import com.typesafe.config.Config;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one sender is to deliver every month, as {@code senders.conf} says.
 *
 * @param dataset the name of the dataset
 * @param sender who is to send it, as written there
 * @param daysAfterMonthEnd how many days after the end of the month that it speaks of; before it where negative
 * @param required whether nothing is published without it once it is due
 */
public record DueDelivery(String dataset, String sender, int daysAfterMonthEnd, boolean required) {
    private static final Set<String> KEYS = Set.of("groups", "due");
    private static final Set<String> KEYS_OF_ONE = Set.of("dataset", "senders", "days_after_month_end", "required");
    private static final int EARLIEST = -27;
    private static final int LATEST = 365;

    /** The day by which what speaks of a month is to be there. */
    public LocalDate dueDate(YearMonth month) {
        return month.atEndOfMonth().plusDays(daysAfterMonthEnd);
    }

    /** The latest month that is due by a date. */
    public YearMonth dueMonth(LocalDate date) {
        YearMonth month = YearMonth.from(date).plusMonths(1);
        while (dueDate(month).isAfter(date)) {
            month = month.minusMonths(1);
        }
        return month;
    }

    /** What a sender is known by: the code of the district that the word means, else the word in its normal spelling. */
    public static String identity(String sender, ReferenceTable districts) {
        return districts.match(sender).orElseGet(() -> Spelling.normal(sender));
    }

    static List<DueDelivery> read(Config config, String place, ReferenceTable districts) {
        List<DueDelivery> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (ConfigurationFile entry : ConfigurationFile.of(config, place, KEYS).objects("due", KEYS_OF_ONE)) {
            String dataset = dataset(entry);
            if (entry.words("senders").isEmpty()) {
                throw entry.missing("senders");
            }
            for (String sender : entry.words("senders")) {
                if (!seen.add(dataset + "\n" + identity(sender, districts))) {
                    throw entry.wrong(
                            "senders",
                            new Bilingual(
                                    "“" + sender + "”的 " + dataset + " 列了两次。",
                                    dataset + " of \"" + sender + "\" is listed twice."));
                }
                all.add(new DueDelivery(dataset, sender, days(entry), required(entry)));
            }
        }
        return List.copyOf(all);
    }

    private static String dataset(ConfigurationFile entry) {
        String name = entry.text("dataset");
        Optional<DatasetDefinition> dataset = Datasets.named(name);
        if (dataset.isEmpty() || dataset.get().dates().isEmpty()) {
            String known = Datasets.ALL.stream()
                    .filter(one -> !one.dates().isEmpty())
                    .map(DatasetDefinition::name)
                    .collect(Collectors.joining(", "));
            throw entry.wrong(
                    "dataset",
                    new Bilingual(
                            "“" + name + "”不是按月报送的数据集。可用：" + known,
                            "\"" + name + "\" is no dataset that speaks of months. Known ones: " + known));
        }
        return name;
    }

    private static int days(ConfigurationFile entry) {
        int days = entry.number("days_after_month_end");
        if (days < EARLIEST || days > LATEST) {
            throw entry.wrong(
                    "days_after_month_end",
                    new Bilingual(
                            "须在 " + EARLIEST + " 与 " + LATEST + " 之间。",
                            "it must lie between " + EARLIEST + " and " + LATEST + "."));
        }
        return days;
    }

    private static boolean required(ConfigurationFile entry) {
        String word = entry.optionalText("required").orElse("false");
        if (!Set.of("true", "false").contains(word)) {
            throw entry.wrong("required", new Bilingual("须是 true 或 false。", "it must be true or false."));
        }
        return word.equals("true");
    }
}
