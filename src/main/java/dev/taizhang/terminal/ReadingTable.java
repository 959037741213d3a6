package dev.taizhang.terminal;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.night.Preview;
import dev.taizhang.validated.SheetCounts;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How each sheet of the deliveries is read: the feed, the rows by outcome, and the sum of each amount over the accepted
 * rows, which a clerk can compare with the sender's own total.
 */
public final class ReadingTable {
    private static final String YUAN = "CNY";

    private final Currency portfolioCurrency;
    private final List<String> notes = new ArrayList<>();
    private final TextTable table = new TextTable(
            List.of(
                    "文件 file",
                    "工作表 sheet",
                    "报表配置 feed",
                    "数据集 dataset",
                    "读取 read",
                    "接收 accepted",
                    "退回 rejected",
                    "略过 left out",
                    "提示 warnings",
                    "接收行的合计 sums of accepted rows"),
            List.of(false, false, false, false, true, true, true, true, true, false));

    public ReadingTable(Currency portfolioCurrency) {
        this.portfolioCurrency = portfolioCurrency;
    }

    /** Adds a line for each sheet of the deliveries of a preview, and one for each refused delivery. */
    public void addAll(Preview preview) {
        for (Ledger.Entry entry : preview.entries()) {
            preview.sheets(entry.delivery()).forEach(sheet -> line(entry, sheet));
            if (entry.incompleteList() && entry.refused() == null) {
                notes.add(TerminalMessages.incompleteList(entry.delivery().fileName())
                        .line());
            }
        }
    }

    /** Returns the table, and below it the full lists by which no project would leave. */
    public String text() {
        return Stream.concat(Stream.of(table.text()), notes.stream().map(note -> note + "\n"))
                .collect(Collectors.joining());
    }

    private void line(Ledger.Entry entry, SheetCounts sheet) {
        Delivery delivery = entry.delivery();
        DatasetDefinition dataset = Datasets.named(entry.dataset()).orElseThrow();
        String refused = entry.refused() == null ? "" : TerminalMessages.refusedFile();
        String answers = delivery.answers() == null
                ? ""
                : TerminalMessages.answers(delivery.answers().fileName());
        table.add(List.of(
                delivery.fileName() + answers + refused,
                sheet.sheet(),
                delivery.feed(),
                dataset.title().zh(),
                Long.toString(sheet.read()),
                Long.toString(sheet.accepted()),
                Long.toString(sheet.rejected()),
                Long.toString(sheet.leftOut()),
                Long.toString(sheet.warnings()),
                sheet.sums().stream().map(sum -> text(dataset, sum)).collect(Collectors.joining("；"))));
    }

    private String text(DatasetDefinition dataset, SheetCounts.Sum sum) {
        Bilingual title = dataset.column(sum.column()).title();
        return title.zh() + " " + title.en() + " " + amount(sum);
    }

    /** Returns an amount in smallest units in full: in 万元 if it is in yuan, else in whole units of its currency. */
    private String amount(SheetCounts.Sum sum) {
        Currency currency = sum.currency() == null ? portfolioCurrency : Currency.getInstance(sum.currency());
        BigDecimal whole = sum.amount().movePointLeft(currency.getDefaultFractionDigits());
        DecimalFormat format = new DecimalFormat("#,##0.00####", DecimalFormatSymbols.getInstance(Locale.ROOT));
        return currency.getCurrencyCode().equals(YUAN)
                ? format.format(whole.movePointLeft(4)) + " 万元"
                : format.format(whole) + " " + currency;
    }
}
