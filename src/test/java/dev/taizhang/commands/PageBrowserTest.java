package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page in a browser: language, district, order, the way to the projects, paper; no error and no request. */
class PageBrowserTest {
    private static final List<Path> BROWSERS =
            List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"));
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path PICTURES = Path.of("target/page");

    @TempDir
    private static Path folder;

    private static Path report;
    private static ChromeDriver browser;

    @BeforeAll
    static void openThePage() throws IOException {
        assumeTrue(
                BROWSERS.stream().anyMatch(Files::isExecutable) && Files.isExecutable(DRIVER),
                "没有找到 chromium 和 chromedriver，网页不在浏览器中检查。 No chromium and chromedriver were found: the page is not looked at in a browser.");
        Commands.Answer sample =
                Commands.run("sample", folder.resolve("sample").toString(), "--projects", "150", "--months", "15");
        assertThat(sample.code()).as(sample.err()).isZero();
        Commands.Answer night = Commands.nightly(
                Path.of("conf"), folder.resolve("sample/inbox"), folder.resolve("warehouse"), "2025-03-31");
        assertThat(night.code()).as(night.err()).isZero();
        report = folder.resolve("warehouse/report");
        browser = started();
        Files.createDirectories(PICTURES);
    }

    private static ChromeDriver started() {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSERS.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow()
                .toString());
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars");
        options.setCapability("goog:loggingPrefs", logs);
        return new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .build(),
                options);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    @BeforeEach
    void openAnew() {
        width(1440, 900);
        browser.get(report.resolve("index.html").toUri().toString());
    }

    private static void width(int width, int height) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    private static List<WebElement> shown(String selector) {
        return browser.findElements(By.cssSelector(selector)).stream()
                .filter(WebElement::isDisplayed)
                .toList();
    }

    private static long visible(String language) {
        return (Long) script("return [...document.querySelectorAll('." + language
                + "')].filter(text => text.getClientRects().length > 0).length");
    }

    private static Object script(String text) {
        return ((JavascriptExecutor) browser).executeScript(text);
    }

    @Test
    void languageIsSwitched() {
        assertThat(browser.findElement(By.tagName("h1")).getText()).isEqualTo("晋中市重大项目");
        browser.findElement(By.cssSelector("[data-speak=en]")).click();
        assertThat(browser.findElement(By.tagName("h1")).getText()).isEqualTo("Major projects of Jinzhong");
        assertThat(visible("zh")).isZero();
        assertThat(visible("en")).isPositive();
        assertThat(script("return document.documentElement.lang")).isEqualTo("en");
        browser.findElement(By.cssSelector("[data-speak=zh]")).click();
        assertThat(visible("en")).isZero();
    }

    @Test
    void aDistrictIsChosen() {
        new Select(browser.findElement(By.id("district"))).selectByValue("140702");
        assertThat(shown("#investment_progress tbody tr"))
                .hasSize(1)
                .allSatisfy(row -> assertThat(row.getText()).startsWith("榆次区"));
        assertThat(shown("#project_watch tbody tr"))
                .isNotEmpty()
                .allSatisfy(
                        row -> assertThat(row.getDomAttribute("data-district")).isEqualTo("140702"));
        assertThat(shown("#projects_by_status tbody tr"))
                .as("not by district: stays whole")
                .hasSizeGreaterThan(3);
    }

    @Test
    void aTableIsSorted() {
        WebElement heading =
                browser.findElement(By.cssSelector("#investment_progress th[data-column=year_to_date_investment]"));
        heading.findElement(By.tagName("button")).sendKeys(org.openqa.selenium.Keys.ENTER);
        assertThat(heading.getDomAttribute("aria-sort")).isEqualTo("descending");
        List<java.math.BigDecimal> amounts =
                shown("#investment_progress tbody td[data-column=year_to_date_investment][data-value]").stream()
                        .map(cell -> new java.math.BigDecimal(cell.getDomAttribute("data-value")))
                        .toList();
        assertThat(amounts).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void aDistrictLeadsToItsProjects() {
        browser.findElement(By.cssSelector("#projects_by_district [data-goto='140703']"))
                .click();
        assertThat(browser.getCurrentUrl()).endsWith("#project_watch");
        assertThat(shown("#project_watch tbody tr"))
                .isNotEmpty()
                .allSatisfy(
                        row -> assertThat(row.getDomAttribute("data-district")).isEqualTo("140703"));
    }

    @Test
    void chartsAreDrawn() {
        // In one full run of many the driver found none of them at once; eighty openings on a busy machine did not
        // repeat it.
        new WebDriverWait(browser, Duration.ofSeconds(10))
                .until(page -> !page.findElements(By.cssSelector(".chart svg")).isEmpty());
        assertThat(browser.findElements(By.cssSelector(".chart svg"))).hasSizeGreaterThan(6);
        assertThat(browser.findElements(By.cssSelector(".chart[role=img][aria-label]")))
                .hasSameSizeAs(browser.findElements(By.className("chart")));
        assertThat(browser.findElements(By.cssSelector("table:not(:has(caption))")))
                .isEmpty();
    }

    @Test
    void aPhoneShowsItWithoutScrollingSideways() throws IOException {
        width(390, 844);
        browser.navigate().refresh();
        assertThat((Long) script("return document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
        picture("page-390.png", 390);
    }

    @Test
    void paperTakesTwoSheets() throws IOException {
        picture("page-1440.png", 1440);
        String pdf = (String) browser.executeCdpCommand("Page.printToPDF", Map.of("preferCSSPageSize", true))
                .get("data");
        byte[] bytes = Base64.getDecoder().decode(pdf);
        Files.write(PICTURES.resolve("page.pdf"), bytes);
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
        assertThat(shown(".entry")).isNotEmpty().hasSizeLessThan(10);
        picture("tables-1440.png", 1440);
    }

    @Test
    void nothingIsLoggedAndNothingIsFetched() {
        browser.findElement(By.cssSelector("[data-speak=en]")).click();
        browser.navigate().refresh();
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                        .map(LogEntry::getMessage))
                .isEmpty();
        assertThat(browser.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                        .map(LogEntry::getMessage)
                        .filter(message -> message.contains("Network.requestWillBeSent\""))
                        .filter(message -> !message.contains("\"url\":\"file://")))
                .isEmpty();
        browser.findElement(By.cssSelector("[data-speak=zh]")).click();
    }

    @Test
    void hostileNamesRunNothing(@TempDir Path office) throws IOException {
        InjectionTest.pageOfHostileNames(TestInbox.below(office));
        browser.get(office.resolve("warehouse/report/index.html").toUri().toString());
        assertThat(script("return window.stolen")).isNull();
        assertThat(browser.findElements(By.cssSelector(".chart svg"))).isNotEmpty();
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    }

    private static void picture(String name, int width) throws IOException {
        long height = (Long) script("return document.documentElement.scrollHeight");
        width(width, Math.toIntExact(Math.min(height, 14_000)));
        String picture = (String) browser.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png"))
                .get("data");
        Files.write(PICTURES.resolve(name), Base64.getDecoder().decode(picture));
    }
}
