package dev.taizhang.validated;

import dev.taizhang.feeds.SourceRow;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of which it is known whether it is a row of the dataset.
 *
 * @param typed its values and findings; without meaning if it is left out
 * @param leftOut the reason to leave it out; null if it is a row of the dataset
 * @param findings the warnings about a row that is left out
 */
record JudgedRow(SourceRow row, RowTyping.Typed typed, String leftOut, List<Finding> findings) {
    static JudgedRow data(SourceRow row, RowTyping.Typed typed) {
        return new JudgedRow(row, typed, null, List.of());
    }

    static JudgedRow rejected(SourceRow row, RowTyping.Typed typed, Finding problem) {
        List<Finding> problems = new ArrayList<>(typed.problems());
        problems.add(problem);
        return data(row, new RowTyping.Typed(typed.values(), problems, typed.warnings(), typed.keyReadable()));
    }

    static JudgedRow leftOut(SourceRow row, RowTyping.Typed typed, String reason, List<Finding> findings) {
        return new JudgedRow(row, typed, reason, findings);
    }

    /** Whether it sums other rows. */
    boolean isTotal() {
        return SourceRow.TOTAL.equals(leftOut) || SourceRow.SUBTOTAL.equals(leftOut);
    }
}
