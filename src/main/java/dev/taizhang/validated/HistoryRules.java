package dev.taizhang.validated;

import dev.taizhang.definition.SqlExpression;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The rules that look at records beyond the row itself: at the previous one or at that of the project. */
public final class HistoryRules {
    private static final List<String> RECORDS = List.of(RuleScope.PREVIOUS, RuleScope.PROJECT);

    private HistoryRules() {}

    /** Selects the rules that can be judged completely only with all earlier data. */
    public static List<Rule> of(List<Rule> rules) {
        return rules.stream().filter(rule -> !records(rule).isEmpty()).toList();
    }

    /** The other records that the condition of a rule names. */
    static Set<String> records(Rule rule) {
        Set<String> records = new TreeSet<>();
        SqlExpression.columns(rule.condition()).stream()
                .map(parts -> parts.get(0))
                .filter(RECORDS::contains)
                .forEach(records::add);
        return records;
    }
}
