package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The board of {@code dashboards/site} in a browser, over the exports of the small city: its S-curves, choices and sentences. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BoardBrowserTest {
    @TempDir
    private static Path warehouse;

    private static HttpServer server;
    private static ChromeDriver browser;

    @BeforeAll
    static void serveTheBoard() throws IOException {
        browser = Browser.opened();
        SmallCity.at(warehouse);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/site/", Path.of("dashboards/site"));
        serve("/exports/", warehouse.resolve("exports"));
        server.start();
    }

    private static void serve(String place, Path folder) {
        server.createContext(place, exchange -> {
            try (exchange) {
                answer(
                        exchange,
                        folder.resolve(exchange.getRequestURI().getPath().substring(place.length())));
            }
        });
    }

    private static void answer(HttpExchange exchange, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        String name = file.getFileName().toString();
        String type = name.endsWith(".html") ? "text/html" : name.endsWith(".js") ? "text/javascript" : "text/css";
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, Files.size(file));
        Files.copy(file, exchange.getResponseBody());
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
        if (server != null) {
            server.stop(0);
        }
    }

    private static String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private static void open(String choice) {
        Browser.width(browser, 1440, 900);
        browser.get("about:blank");
        browser.get(address() + "site/index.html" + choice);
        new WebDriverWait(browser, Duration.ofSeconds(20))
                .until(page -> page.findElement(By.id("curve")).isDisplayed()
                        || page.findElement(By.id("failure")).isDisplayed());
    }

    private static String text(String selector) {
        return browser.findElement(By.cssSelector(selector)).getText();
    }

    /** The exact amounts of a column of the months. */
    private static List<String> months(int column) {
        return browser.findElements(By.cssSelector("#months tbody tr td:nth-of-type(" + column + ")")).stream()
                .map(cell -> cell.getDomAttribute("data-value"))
                .toList();
    }

    private static void isLike(String finding) {
        new WebDriverWait(browser, Duration.ofSeconds(20))
                .until(page -> page.findElement(By.id("finding")).getText().contains(finding));
    }

    @Test
    @Order(1)
    void theCurveOfAProjectAddsUpItsReports() {
        open("#district=140702&project=P2");
        assertThat(months(3)).containsExactly("10000000.00", "50000000.00", "59000000.00", "63000000.00");
        assertThat(months(4)).containsExactly("9000000.00", "55000000.00", "63000000.00", "70000000.00");
        assertThat(text("#finding")).contains("示例二号器械园 P2", "2025-03", "111.1%");
        assertThat(browser.findElements(By.cssSelector("#chart polyline"))).hasSize(2);
        assertThat(browser.findElements(By.cssSelector("#chart circle.invested")))
                .hasSize(4);
        assertThat(text("h1")).isEqualTo("晋中市重大项目 Major projects of Jinzhong");
        assertThat(text("#release")).contains("2025-03-31", "release 1");
        assertThat(browser.findElement(By.id("synthetic")).isDisplayed()).isFalse();
    }

    @Test
    @Order(2)
    void aDistrictAndTheProgrammeAreChosenByHand() throws IOException {
        open("");
        isLike("全部 All：至 2025-03");
        browser.findElements(By.cssSelector("#districts button")).stream()
                .filter(button -> button.getText().startsWith("榆次区"))
                .findFirst()
                .orElseThrow()
                .click();
        isLike("榆次区 Yuci District：至 2025-03 完成累计计划的 112.3%");
        assertThat(months(3)).endsWith("73000000.00");
        assertThat(months(4)).containsExactly("9000000.00", "55000000.00", "68000000.00", "82000000.00");
        new Select(browser.findElement(By.id("project"))).selectByValue("P1");
        isLike("示例一号光伏 P1");
        assertThat(browser.getCurrentUrl()).endsWith("#currency=CNY&district=140702&project=P1");
        browser.navigate().back();
        isLike("榆次区");
        assertThat(Browser.violations(browser, "html")).isEqualTo("");
        Browser.picture(browser, "site-1440.png", 1440);
    }

    @Test
    @Order(3)
    void projectsWithoutAPlanAndWithoutReportsAreSaidToBeSo() {
        open("#district=140727");
        assertThat(text("#finding")).contains("未填报计划", "no plan was reported");
        assertThat(browser.findElements(By.cssSelector("#chart polyline"))).hasSize(1);
        open("#district=140703");
        assertThat(text("#finding")).contains("尚无进度报表");
        assertThat(browser.findElements(By.cssSelector("#chart svg"))).isEmpty();
    }

    @Test
    @Order(4)
    void aPhoneShowsItWithoutScrollingSideways() throws IOException {
        open("");
        Browser.width(browser, 390, 844);
        assertThat((Long) browser.executeScript("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);
        Browser.picture(browser, "site-390.png", 390);
    }

    @Test
    @Order(5)
    void nothingIsLoggedAndNothingElseIsFetched() {
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                        .map(LogEntry::getMessage))
                .isEmpty();
        assertThat(browser.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                        .map(LogEntry::getMessage)
                        .filter(message -> message.contains("Network.requestWillBeSent\""))
                        .filter(message ->
                                !message.contains("\"url\":\"" + address()) && !message.contains("\"url\":\"data:")))
                .isEmpty();
    }

    @Test
    @Order(6)
    void exportsThatAreElsewhereAreAskedFor() {
        open("?data=../nowhere/");
        WebElement failure = browser.findElement(By.id("failure"));
        assertThat(failure.getText())
                .contains("../nowhere/latest/parquet/release.json", "docs/bi.md", "cannot be read");
        assertThat(browser.findElement(By.id("curve")).isDisplayed()).isFalse();
    }
}
