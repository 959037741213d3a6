package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.LongForm;
import dev.taizhang.copies.PageOfWarehouse;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page in a browser: its figures, language, district, address, projects, files, paper; no error and no request. */
class PageBrowserTest {
    private static final String BLOCKS = "#act > .block, #trends > .block, .chapter > .block";

    /** The powers of ten that the units of amounts in tables stand for. */
    private static final Map<String, Integer> UNITS =
            Map.of("亿元", 8, "万元", 4, "元", 0, "billion yuan", 9, "million yuan", 6, "yuan", 0);

    @TempDir
    private static Path folder;

    private static Path report;
    private static ChromeDriver browser;

    @BeforeAll
    static void openThePage() throws IOException {
        browser = Browser.opened();
        SmallCity.at(folder.resolve("warehouse"));
        report = folder.resolve("warehouse/report");
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    @BeforeEach
    void screen() {
        width(1440, 900);
    }

    private static void width(int width, int height) {
        Browser.width(browser, width, height);
    }

    private static void open(String address) {
        browser.get("about:blank");
        browser.get(report.resolve("index.html").toUri() + address);
    }

    private static Object script(String text, Object... arguments) {
        return ((JavascriptExecutor) browser).executeScript(text, arguments);
    }

    private static WebElement element(String selector) {
        return browser.findElement(By.cssSelector(selector));
    }

    /** Draws a block by going to it, and returns it. */
    private static WebElement block(String name) {
        script("document.getElementById(arguments[0]).scrollIntoView()", name);
        new WebDriverWait(browser, Duration.ofSeconds(10))
                .until(page -> !page.findElements(By.cssSelector("#" + name + " header"))
                        .isEmpty());
        return element("#" + name);
    }

    /** Goes through the page as a reader does, in one script, because a command of the driver takes longer than the drawing. */
    private static void drawEveryBlock() {
        ((JavascriptExecutor) browser).executeAsyncScript("""
                const [selector, done] = arguments;
                (async () => {
                  for (const block of document.querySelectorAll(selector)) {
                    block.scrollIntoView();
                    while (!block.querySelector('header')) await new Promise(requestAnimationFrame);
                  }
                  done();
                })();""", BLOCKS);
    }

    /** Everything that the page shows of a number: block, kind, exact value, text, and the unit of the block's amounts. */
    @SuppressWarnings("unchecked")
    private static List<List<String>> figures() {
        drawEveryBlock();
        return (List<List<String>>) script("""
                return [...document.querySelectorAll('main .block tbody td[data-value], main .block tfoot td[data-value]')]
                  .map(cell => [cell.closest('.block').id, cell.className.replace(/ .*/, ''), cell.dataset.value,
                    cell.textContent.trim(), [...cell.closest('.block').querySelectorAll('.kicker span')].map(part => part.textContent.replace(' · ', '')).join('|')])""");
    }

    /** Works out once more how a value is to be shown. */
    private static String read(String kind, String exact, String shown, String units) {
        BigDecimal value = kind.equals("text")
                        || kind.equals("district")
                        || kind.equals("light")
                        || kind.equals("month")
                        || kind.equals("date")
                ? BigDecimal.ZERO
                : new BigDecimal(exact);
        return switch (kind) {
            case "fraction" -> rounded(value.movePointRight(2), 1) + "%";
            case "points" -> (value.signum() > 0 ? "+" : "") + rounded(value, 1);
            case "move" -> (value.signum() > 0 ? "+" : "") + rounded(value, 0);
            case "decimal" -> rounded(value, 1).replaceFirst("\\.0$", "");
            case "quantity" ->
                rounded(value, 1).replaceFirst("\\.0$", "")
                        + shown.replaceFirst("^[\\d,.]+(?= (亩|吨|吨标准煤|mu|tons|tons of coal equivalent)$)", "");
            case "amount" -> amount(value, shown, units);
            case "count" -> rounded(value, 0);
            case "month" -> exact.substring(0, 7);
            case "light" -> shown;
            default -> exact;
        };
    }

    private static String amount(BigDecimal value, String shown, String units) {
        int power = List.of(units.split("\\|")).stream()
                .filter(UNITS::containsKey)
                .map(UNITS::get)
                .findFirst()
                .orElseThrow(() -> new AssertionError(units));
        Matcher decimals = Pattern.compile("\\.(\\d+)$").matcher(shown);
        String rounded = rounded(
                value.movePointLeft(power), decimals.find() ? decimals.group(1).length() : 0);
        return value.signum() != 0 && rounded.matches("0\\.0+") ? "<" + rounded.replaceFirst("0$", "1") : rounded;
    }

    private static String rounded(BigDecimal value, int decimals) {
        String text = String.format(
                java.util.Locale.ROOT, "%,." + decimals + "f", value.setScale(decimals, RoundingMode.HALF_UP));
        return text.matches("-0(\\.0+)?") ? text.substring(1) : text.replace('-', '−');
    }

    @ParameterizedTest
    @ValueSource(strings = {"#lang=zh", "#lang=en", "#lang=zh&district=140702", "#lang=en&district=140702"})
    void everyFigureIsItsExactValueRoundedOnce(String address) {
        open(address);
        List<List<String>> figures = figures();
        assertThat(figures).hasSizeGreaterThan(address.contains("district") ? 100 : 400);
        List<String> wrong = new ArrayList<>();
        for (List<String> figure : figures) {
            String wanted = read(figure.get(1), figure.get(2), figure.get(3), figure.get(4));
            if (!figure.get(3).equals(wanted)) {
                wrong.add(figure + " should be " + wanted);
            }
        }
        assertThat(wrong).isEmpty();
        theScorecardShowsItsExactValues();
        theCardsShowTheirExactValues(address.contains("district") ? "#answer-district" : "#answer > .lead");
    }

    /** Every cell of the scorecard begins with its figure. */
    private static void theScorecardShowsItsExactValues() {
        WebElement scorecard = block("scorecard");
        String unit = element("#scorecard th.score-invest").getText().replaceFirst("^.*, ", "");
        List<WebElement> cells = scorecard.findElements(By.cssSelector("td[data-value], span[data-value]"));
        assertThat(cells).hasSizeGreaterThan(10);
        for (WebElement cell : cells) {
            String column = cell.getDomAttribute("data-column");
            String exact = cell.getDomAttribute("data-value");
            String shown = cell.getText().replaceFirst("^[◆▲●]\\s*", "");
            switch (column) {
                case "annual_plan_completion", "signing" ->
                    assertThat(shown).startsWith(read("fraction", exact, "", ""));
                case "invest" -> assertThat(shown).isEqualTo(read("amount", exact, shown, unit));
                case "late", "lights" -> assertThat(shown).as(column).isNotEmpty();
                default -> assertThat(shown).as(column).startsWith(read("count", exact, "", ""));
            }
        }
    }

    /** The cards of the whole are drawn by Java, those of a district by the script. */
    private static void theCardsShowTheirExactValues(String part) {
        List<WebElement> figures = browser.findElements(By.cssSelector(part + " .card .figure"));
        assertThat(figures).hasSizeGreaterThan(3);
        for (WebElement figure : figures) {
            String exact = figure.getDomAttribute("data-value");
            String shown = figure.getText();
            String unit = shown.replaceFirst("^[\\d,.]+ ?", "");
            if (shown.endsWith("%")) {
                assertThat(shown).isEqualTo(read("fraction", exact, "", ""));
            } else if (unit.isEmpty()) {
                assertThat(shown).isEqualTo(read("count", exact, "", ""));
            } else {
                String number = shown.replaceFirst(" .*", "");
                assertThat(number).isEqualTo(read("amount", exact, number, unit));
            }
        }
    }

    @Test
    void languageIsSwitchedAndStandsInTheAddress() {
        open("");
        assertThat(element("h1").getText()).isEqualTo("晋中市重大项目");
        element("[data-speak=en]").click();
        assertThat(element("h1").getText()).isEqualTo("Major projects of Jinzhong");
        assertThat(browser.getCurrentUrl()).contains("lang=en");
        assertThat(
                        (Long)
                                script(
                                        "return [...document.querySelectorAll('.zh')].filter(text => text.getClientRects().length > 0).length"))
                .isZero();
        assertThat(script("return document.documentElement.lang")).isEqualTo("en");
        figures();
        assertThat(
                        (String)
                                script(
                                        "return [...document.querySelectorAll('.kicker, thead, figcaption, .tools')].map(one => one.textContent).join('\\n')"))
                .doesNotContainPattern("\\p{IsHan}");
        browser.navigate().back();
        assertThat(element("h1").getText()).isEqualTo("晋中市重大项目");
    }

    @Test
    void aDistrictNarrowsEverythingThatHasDistrictsAndSaysWhatItDoesNot() {
        open("");
        String whole = element("#headline").getText();
        new Select(element("#district")).selectByValue("140702");
        assertThat(browser.getCurrentUrl()).contains("district=140702");
        assertThat(element("#answer-district .headline").getText()).startsWith("榆次区");
        assertThat(element("#headline").isDisplayed()).isFalse();
        assertThat(block("investment_progress").findElements(By.cssSelector("tbody tr")))
                .singleElement()
                .satisfies(
                        row -> assertThat(row.getDomAttribute("data-district")).isEqualTo("140702"));
        assertThat(block("projects_by_status")
                        .findElement(By.className("kicker"))
                        .getText())
                .contains("全部项目的数");
        browser.navigate().back();
        assertThat(element("#headline").getText()).isEqualTo(whole);
        assertThat(element("#headline").isDisplayed()).isTrue();
    }

    @Test
    void rowsAreSortedAndFound() {
        open("");
        block("investment_progress");
        element("#investment_progress th[data-column=year_to_date_investment] button")
                .sendKeys(Keys.ENTER);
        assertThat(element("#investment_progress th[data-column=year_to_date_investment]")
                        .getDomAttribute("aria-sort"))
                .isEqualTo("descending");
        assertThat(browser
                        .findElements(By.cssSelector(
                                "#investment_progress tbody td[data-column=year_to_date_investment][data-value]"))
                        .stream()
                        .map(cell -> new BigDecimal(cell.getDomAttribute("data-value"))))
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
        open("#find.project_watch=P3");
        assertThat(block("project_watch").findElements(By.cssSelector("tbody tr")))
                .hasSize(1);
    }

    @Test
    void aFindingLeadsToItsRowsAndARowToTheProject() {
        open("");
        element(".said a[href*='at=starts']").click();
        assertThat(browser.getCurrentUrl()).contains("at=starts");
        open("#light.project_watch=all");
        block("project_watch").findElement(By.cssSelector("tbody th a")).click();
        WebElement card = element("dialog#project");
        assertThat(card.isDisplayed()).isTrue();
        assertThat(card.getText()).contains(".csv", "第 ");
        assertThat(browser.getCurrentUrl()).contains("project=");
        card.sendKeys(Keys.ESCAPE);
        assertThat(card.isDisplayed()).isFalse();
        assertThat(browser.getCurrentUrl()).doesNotContain("project=");
    }

    @Test
    void aBlockIsDownloadedAsTableAndAsPicture() {
        open("");
        script("""
                window.kept = [];
                const make = URL.createObjectURL;
                URL.createObjectURL = blob => { blob.text().then(text => window.kept.push([blob.type, text])); return make(blob); };""");
        block("investment_progress")
                .findElements(By.cssSelector(".files button"))
                .forEach(WebElement::click);
        new WebDriverWait(browser, Duration.ofSeconds(10))
                .until(page -> (Long) script("return window.kept.length") == 2);
        assertThat((String) script("return window.kept.find(one => one[0] === 'text/csv')[1]"))
                .startsWith("县区,")
                .contains("榆次区,2,40000000");
        assertThat((String) script("return window.kept.find(one => one[0] === 'image/png')[1]"))
                .contains("PNG");
    }

    @Test
    void itIsLight() throws IOException {
        open("");
        assertThat(Files.size(report.resolve("index.html"))).isLessThan(400_000);
        assertThat((Long) script("return document.querySelectorAll('*').length"))
                .isLessThan(5_000);
    }

    /** The rules of axe-core, with everything drawn and with the card of a project; with {@code --long} in both languages. */
    @Test
    void nothingBarsAnyoneFromReadingIt() throws IOException {
        for (String address : LongForm.sample(List.of("#lang=zh&project=P3", "#lang=en&project=P3"))) {
            open(address);
            figures();
            assertThat(Browser.violations(browser, "html")).isEqualTo("");
        }
    }

    @Test
    void aPhoneShowsItWithoutScrollingSideways() throws IOException {
        width(390, 844);
        open("");
        figures();
        assertThat((Long) script("return document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
        script("window.scrollTo(0, 0)");
        Browser.picture(browser, "page-390.png", 390);
    }

    @Test
    void paperTakesTwoSheets() throws IOException {
        open("");
        Browser.picture(browser, "page-1440.png", 1440);
        String pdf = (String) browser.executeCdpCommand("Page.printToPDF", Map.of("preferCSSPageSize", true))
                .get("data");
        byte[] bytes = Base64.getDecoder().decode(pdf);
        Files.write(Browser.PICTURES.resolve("page.pdf"), bytes);
        long sheets = Pattern.compile("/Type\\s*/Page\\b(?!s)")
                .matcher(new String(bytes, StandardCharsets.ISO_8859_1))
                .results()
                .count();
        assertThat(sheets).isEqualTo(2);
    }

    @Test
    void tablesAreFoundByTheirWords() throws IOException {
        browser.get(report.resolve("tables.html").toUri().toString());
        browser.findElement(By.id("search")).sendKeys("复工率 try_divide");
        assertThat(browser.findElements(By.cssSelector(".entry")).stream().filter(WebElement::isDisplayed))
                .isNotEmpty()
                .hasSizeLessThan(10);
        Browser.picture(browser, "tables-1440.png", 1440);
        WebElement facts = browser.findElement(By.id("facts.project_state"));
        assertThat(facts.isDisplayed()).isFalse();
        browser.findElement(By.cssSelector("#summaries\\.resumption .lineage a[href='#facts.project_state']"))
                .click();
        assertThat(facts.isDisplayed()).as("what the search had hidden").isTrue();
        // All entries have one form, and the rules take a minute for all of them.
        assertThat(Browser.violations(browser, "#summaries\\.resumption")).isEqualTo("");
    }

    @Test
    void nothingIsLoggedAndNothingIsFetched() {
        open("#lang=en");
        figures();
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                        .map(LogEntry::getMessage))
                .isEmpty();
        assertThat(browser.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                        .map(LogEntry::getMessage)
                        .filter(message -> message.contains("Network.requestWillBeSent\""))
                        .filter(message -> !message.contains("\"url\":\"file://")))
                .isEmpty();
    }

    @Test
    void fourHundredDistrictsAreShownInParts(@TempDir Path province) throws IOException {
        SmallCity.at(province);
        PageOfWarehouse.writeWithDistricts(SmallCity.CONF, province, 400);
        browser.get(province.resolve("report/index.html").toUri().toString());
        assertThat(block("scorecard").findElements(By.cssSelector("tbody tr[data-district]")))
                .hasSize(40);
        element("#scorecard .more button").click();
        assertThat(browser.findElements(By.cssSelector("#scorecard tbody tr[data-district]")))
                .hasSize(400);
        assertThat((Long) script("return document.documentElement.scrollWidth")).isLessThanOrEqualTo(1440);
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    }

    @Test
    void hostileNamesRunNothing(@TempDir Path office) throws IOException {
        InjectionTest.pageOfHostileNames(TestInbox.below(office));
        browser.get(office.resolve("warehouse/report/index.html").toUri() + "#light.project_watch=all");
        By more = By.cssSelector(".more button");
        for (WebElement watch = block("project_watch");
                !watch.findElements(more).isEmpty();
                watch = block("project_watch")) {
            watch.findElement(more).click();
        }
        assertThat(script("return window.stolen")).isNull();
        assertThat(browser.findElements(By.cssSelector("#project_watch tbody th")).stream()
                        .map(cell -> cell.getDomAttribute("data-value")))
                .containsAll(InjectionTest.NAMES);
        assertThat(browser.findElements(By.cssSelector("img"))).isEmpty();
        figures();
        assertThat((Long) script("return document.documentElement.scrollWidth")).isLessThanOrEqualTo(1440);
        assertThat(element("#project_watch h3").getText())
                .as("long names are cut in sentences")
                .hasSizeLessThan(300);
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    }
}
