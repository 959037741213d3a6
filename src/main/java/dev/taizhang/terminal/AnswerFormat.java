package dev.taizhang.terminal;

import dev.taizhang.definition.Names;
import dev.taizhang.publication.CanonicalCsv;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;

/**
 * The form of a printed answer. Only a table for a terminal is held in memory; the others are streamed, whatever the size of the
 * result.
 */
public enum AnswerFormat {
    table {
        @Override
        public void print(Dataset<Row> rows, PrintStream out) {
            AnswerTable.print(rows, out);
        }
    },
    csv {
        @Override
        public void print(Dataset<Row> rows, PrintStream out) throws IOException {
            Iterator<Row> printed = untilStopped(rows.toLocalIterator());
            // A failing query fails at its first row, which is therefore requested before anything is printed.
            boolean any = printed.hasNext();
            CanonicalCsv.print(out, rows.columns(), any ? printed : Collections.emptyIterator());
        }
    },
    json {
        @Override
        public void print(Dataset<Row> rows, PrintStream out) {
            untilStopped(rows.toJSON().toLocalIterator()).forEachRemaining(line -> out.print(line + "\n"));
        }
    },
    markdown {
        @Override
        public void print(Dataset<Row> rows, PrintStream out) {
            Iterator<Row> printed = untilStopped(rows.toLocalIterator());
            boolean any = printed.hasNext();
            out.print(cells(Stream.of(rows.columns())));
            out.print(cells(Stream.of(rows.schema().fields())
                    .map(field -> field.dataType() instanceof NumericType ? "--:" : "---")));
            while (any) {
                Row row = printed.next();
                out.print(cells(IntStream.range(0, row.length())
                        .mapToObj(index -> escaped(CanonicalCsv.cell(row.get(index))))));
                any = printed.hasNext();
            }
        }
    };

    /**
     * Prints the rows of a query. An interruption ends it.
     *
     * @throws IOException if the result cannot be written
     */
    public abstract void print(Dataset<Row> rows, PrintStream out) throws IOException;

    private static String cells(Stream<String> cells) {
        return cells.collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String escaped(String cell) {
        return Names.shown(cell).replace("\\", "\\\\").replace("|", "\\|");
    }

    private static <T> Iterator<T> untilStopped(Iterator<T> rows) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException();
                }
                return rows.hasNext();
            }

            @Override
            public T next() {
                return rows.next();
            }
        };
    }
}
