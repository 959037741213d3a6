package dev.taizhang.validated;

import dev.taizhang.definition.Column;
import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.feeds.ReturnVerdict;
import dev.taizhang.feeds.RowShape;
import dev.taizhang.feeds.SourceRow;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Decides by structure, whatever its words, whether a line is a row of the dataset. A key alone does not make it one. A
 * line with little more than a key and figures is doubtful if its key is unlike the codes of the others: it is a total
 * if its figures are the sum of other rows, and is rejected otherwise. With a code like the others it is a row with a
 * warning.
 */
final class RowDoubts {
    private final DatasetDefinition dataset;
    private final Column key;
    private final int keyPlace;
    private final KeyForms forms;

    RowDoubts(DatasetDefinition dataset, KeyForms forms) {
        this.dataset = dataset;
        this.keyPlace = dataset.indexOf(dataset.key().get(0));
        this.key = dataset.columns().get(keyPlace);
        this.forms = forms;
    }

    /**
     * What the rows of its table say about a doubtful row.
     *
     * @param summed the number of rows whose sums its amounts are; 0 if they are no sums
     * @param amounts whether it has an amount
     * @param rows the numbers of rows that it may count
     * @param doubtful the number of doubtful rows of the table
     */
    record Evidence(long summed, boolean amounts, Set<Long> rows, long doubtful) {}

    /** Whether it must be compared with the other rows of its table. Otherwise its code is remembered. */
    boolean isDoubtful(SourceRow row, RowTyping.Typed typed) {
        RowShape shape = row.shape();
        boolean confirmed = row.answer() != null && row.answer().verdict() == ReturnVerdict.Verdict.CONFIRMED;
        if (!shape.keyed() || confirmed) {
            return false;
        }
        if (text(row).isBlank()) {
            return shape.described() <= 1;
        }
        boolean doubtful;
        if (key.type() == ColumnType.REFERENCE) {
            doubtful = isUnknownMember(typed);
        } else if (shape.statable() == 0) {
            doubtful = KeyForms.isWord(text(row)) || KeyForms.count(text(row)).isPresent() || forms.unlike(text(row));
        } else {
            doubtful = !isDescribed(shape) && (shape.described() == 0 || forms.codes() == 0 || forms.unlike(text(row)));
        }
        if (!doubtful && (shape.statable() == 0 || isDescribed(shape)) && !forms.isNoCode(text(row))) {
            forms.add(text(row));
        }
        return doubtful;
    }

    /** Whether a row that states what it should is nevertheless suspicious if its amounts are a sum. */
    boolean isNoCode(SourceRow row) {
        return row.shape().keyed()
                && key.type() != ColumnType.REFERENCE
                && row.shape().statable() > 0
                && row.answer() == null
                && !text(row).isBlank()
                && forms.isNoCode(text(row));
    }

    private static boolean isDescribed(RowShape shape) {
        return shape.statable() > 0 && (shape.stated() == shape.statable() || shape.described() >= 2);
    }

    private boolean isUnknownMember(RowTyping.Typed typed) {
        return typed.warnings().stream()
                .anyMatch(warning -> Objects.equals(warning.column(), key.name())
                        && warning.rule().equals("member_unknown"));
    }

    private String text(SourceRow row) {
        return Objects.requireNonNullElse(row.cells()[keyPlace], "");
    }

    /** Decides about a doubtful row. */
    JudgedRow judged(SourceRow row, RowTyping.Typed typed, Evidence evidence) {
        if (text(row).isBlank()) {
            if (!isSum(row, evidence)) {
                return JudgedRow.data(row, typed);
            }
            return typed.keyReadable() ? suspected(row, typed) : total(row, typed);
        }
        if (key.type() == ColumnType.REFERENCE) {
            return evidence.summed() > 1 ? total(row, typed) : JudgedRow.data(row, typed);
        }
        return row.shape().statable() == 0 ? figuresOnly(row, typed, evidence) : described(row, typed, evidence);
    }

    /** A row of a table whose rows state a name or the like. */
    private JudgedRow described(SourceRow row, RowTyping.Typed typed, Evidence evidence) {
        RowShape shape = row.shape();
        boolean bare = shape.described() == 0;
        boolean unlike = forms.unlike(text(row)) || (bare && forms.codes() == 0);
        boolean certain = evidence.summed() > 1 && isCount(row, evidence);
        if (certain || (unlike && (isSum(row, evidence) || isCount(row, evidence)))) {
            return total(row, typed);
        }
        if (unlike && !evidence.amounts() && shape.filled() == 1) {
            return JudgedRow.leftOut(row, typed, SourceRow.HEADING, List.of());
        }
        if (unlike && shape.stated() * 2 <= shape.statable()) {
            return JudgedRow.rejected(row, typed, ValidationMessages.notDescribed(dataset, key, text(row)));
        }
        if (bare && evidence.summed() > 1) {
            return suspected(row, typed);
        }
        if (bare && typed.problems().isEmpty() && typed.warnings().isEmpty()) {
            typed.warnings().add(ValidationMessages.notDescribed(dataset, key, text(row)));
        }
        return JudgedRow.data(row, typed);
    }

    /** A row of a table whose rows consist of codes and figures. Only its code and its figures can tell it apart. */
    private JudgedRow figuresOnly(SourceRow row, RowTyping.Typed typed, Evidence evidence) {
        boolean word = KeyForms.isWord(text(row));
        boolean noCode = word || KeyForms.count(text(row)).isPresent();
        boolean few = evidence.doubtful() < forms.codes();
        if (evidence.summed() > 1 && isCount(row, evidence)) {
            return total(row, typed);
        }
        if (!forms.unlike(text(row))) {
            return JudgedRow.data(row, typed);
        }
        if (noCode && (evidence.summed() > 1 || (few && (evidence.summed() == 1 || isCount(row, evidence))))) {
            return total(row, typed);
        }
        if (few && word && !evidence.amounts() && row.shape().filled() == 1) {
            return JudgedRow.leftOut(row, typed, SourceRow.HEADING, List.of());
        }
        boolean suspicious = evidence.summed() > 1 || (word && (few || evidence.summed() == 1));
        return suspicious ? suspected(row, typed) : JudgedRow.data(row, typed);
    }

    /** Whether its amounts are sums. Those of a single row are equal by chance if it has a name or the like. */
    private static boolean isSum(SourceRow row, Evidence evidence) {
        return evidence.summed() > (row.shape().described() == 0 ? 0 : 1);
    }

    private boolean isCount(SourceRow row, Evidence evidence) {
        return KeyForms.count(text(row)).stream().anyMatch(evidence.rows()::contains);
    }

    private JudgedRow total(SourceRow row, RowTyping.Typed typed) {
        Finding finding = ValidationMessages.totalByStructure(key, row.cells()[keyPlace]);
        return JudgedRow.leftOut(row, typed, SourceRow.TOTAL, List.of(finding));
    }

    /** A row that may be a total, and is rejected so that its sender decides. */
    JudgedRow suspected(SourceRow row, RowTyping.Typed typed) {
        return JudgedRow.rejected(row, typed, ValidationMessages.suspectedTotal(key, row.cells()[keyPlace]));
    }

    /** A doubtful row beyond those that can be compared. */
    JudgedRow uncompared(SourceRow row, RowTyping.Typed typed) {
        return judged(row, typed, new Evidence(0, true, Set.of(), Long.MAX_VALUE));
    }
}
