package dev.taizhang.feeds;

import java.util.Set;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.ss.formula.ptg.AbstractFunctionPtg;
import org.apache.poi.ss.formula.ptg.AttrPtg;
import org.apache.poi.ss.formula.ptg.ConcatPtg;
import org.apache.poi.ss.formula.ptg.ParenthesisPtg;
import org.apache.poi.ss.formula.ptg.Ptg;
import org.apache.poi.ss.formula.ptg.ValueOperatorPtg;

/** Tells the formulas of an {@code .xls} workbook that were written by a program that cannot compute. */
final class OldFormula {
    /** Some programs mark a formula that is to be computed on opening. */
    private static final int COMPUTED_ON_OPENING = 0x0002;

    /** The functions of lists and of their totals that give a number whatever their arguments. */
    private static final Set<String> NUMERIC = Set.of(
            "SUM",
            "SUBTOTAL",
            "SUMIF",
            "SUMPRODUCT",
            "PRODUCT",
            "AVERAGE",
            "COUNT",
            "COUNTA",
            "COUNTIF",
            "MAX",
            "MIN",
            "INT",
            "ABS",
            "ROUND",
            "ROUNDUP",
            "ROUNDDOWN",
            "VALUE",
            "DATE",
            "ROW");

    private OldFormula() {}

    /** Such programs write zero, or the empty text even where only a number can result. */
    static boolean isUncomputed(FormulaRecord formula) {
        return switch (formula.getCachedResultTypeEnum()) {
            case NUMERIC -> formula.getValue() == 0 && (formula.getOptions() & COMPUTED_ON_OPENING) != 0;
            case STRING -> !formula.hasCachedResultString() && givesNumber(formula);
            case BOOLEAN, ERROR, BLANK, FORMULA, _NONE -> false;
        };
    }

    /** Whether the operation that is evaluated last gives a number. */
    private static boolean givesNumber(FormulaRecord formula) {
        Ptg last = null;
        for (Ptg operation : operations(formula)) {
            boolean layout = operation instanceof ParenthesisPtg
                    || (operation instanceof AttrPtg attribute && attribute.isSpace());
            last = layout ? last : operation;
        }
        if (last instanceof AbstractFunctionPtg function) {
            return NUMERIC.contains(function.getName());
        }
        return last instanceof AttrPtg attribute
                ? attribute.isSum()
                : last instanceof ValueOperatorPtg && !(last instanceof ConcatPtg);
    }

    /** The operations of a formula in the order of their evaluation; none where POI does not know them. */
    private static Ptg[] operations(FormulaRecord formula) {
        try {
            return formula.getParsedExpression();
        } catch (RuntimeException unknown) {
            return Ptg.EMPTY_PTG_ARRAY;
        }
    }
}
