package dev.taizhang.terminal;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import dev.taizhang.definition.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows aligned for a terminal, in which a Chinese character has width two. */
public final class TextTable {
    private final List<List<String>> lines = new ArrayList<>();
    private final List<Boolean> numeric;

    /** Creates a table in which numeric columns are aligned to the right. */
    public TextTable(List<String> header, List<Boolean> numeric) {
        this.numeric = numeric;
        lines.add(header);
    }

    public TextTable add(List<String> cells) {
        lines.add(cells.stream().map(Names::shown).toList());
        return this;
    }

    /** Returns the header, a separator line and the rows. */
    public String text() {
        int[] widths = IntStream.range(0, numeric.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> width(line.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < lines.size(); index++) {
            text.append(line(lines.get(index), widths)).append('\n');
            if (index == 0) {
                for (int column = 0; column < widths.length; column++) {
                    text.append(column == 0 ? "" : "  ").append("─".repeat(widths[column]));
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String gap = " ".repeat(widths[column] - width(cells.get(column)));
            line.append(column == 0 ? "" : "  ");
            line.append(numeric.get(column) ? gap + cells.get(column) : cells.get(column) + gap);
        }
        return line.toString().stripTrailing();
    }

    static int width(String text) {
        return text.codePoints().map(TextTable::width).sum();
    }

    private static int width(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return switch (UCharacter.getIntPropertyValue(codePoint, UProperty.EAST_ASIAN_WIDTH)) {
            case UCharacter.EastAsianWidth.WIDE, UCharacter.EastAsianWidth.FULLWIDTH -> 2;
            default -> 1;
        };
    }
}
