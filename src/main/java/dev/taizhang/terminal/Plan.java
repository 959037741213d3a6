package dev.taizhang.terminal;

import dev.taizhang.night.Preview;
import java.util.Currency;
import java.util.List;

/**
 * A preview of a nightly run as a text: the files that it would ingest from its inbox, the feed of each, the rows that
 * it would reject with the reasons, and why it would not publish.
 */
public final class Plan {
    private Plan() {}

    /** Returns the text for the terminal. */
    public static String text(Preview preview, Currency portfolioCurrency) {
        StringBuilder text = new StringBuilder();
        if (preview.entries().isEmpty()) {
            text.append(TerminalMessages.noNewDeliveries().line()).append('\n');
        } else {
            ReadingTable readings = new ReadingTable(portfolioCurrency);
            readings.addAll(preview);
            text.append(readings.text()).append(UnreadParts.text(preview));
        }
        text.append('\n')
                .append(TerminalMessages.knownFiles(preview.intake().known().size()))
                .append('\n');
        preview.intake()
                .unmatched()
                .forEach(name -> text.append(
                                TerminalMessages.unmatched().line() + ": " + TerminalMessages.names(List.of(name)))
                        .append('\n'));
        preview.intake().skipped().forEach(reason -> text.append(reason.line()).append('\n'));
        Problems problems = new Problems();
        problems.addAll(preview);
        if (!problems.isEmpty()) {
            text.append('\n').append(problems.text());
        }
        preview.stop()
                .ifPresent(failure -> text.append('\n')
                        .append(TerminalMessages.wouldNotPublish(
                                        failure.exitCode().code(), failure.problem())
                                .line())
                        .append('\n'));
        return text.append('\n')
                .append(TerminalMessages.nothingWritten().line())
                .append('\n')
                .toString();
    }
}
