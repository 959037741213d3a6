package dev.taizhang.commands;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The browser of the machine, in which pages are looked at. */
final class Browser {
    static final Path PICTURES = Path.of("target/page");

    private static final List<Path> BROWSERS =
            List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"));
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private Browser() {}

    /** Opens the browser, or skips the test if the machine has none. */
    static ChromeDriver opened() throws IOException {
        assumeTrue(
                BROWSERS.stream().anyMatch(Files::isExecutable) && Files.isExecutable(DRIVER),
                "没有找到 chromium 和 chromedriver，网页不在浏览器中检查。 No chromium and chromedriver were found: the page is not looked at in a browser.");
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
        Files.createDirectories(PICTURES);
        ChromeDriver browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .build(),
                options);
        browser.manage().timeouts().scriptTimeout(Duration.ofMinutes(3));
        return browser;
    }

    static void width(ChromeDriver browser, int width, int height) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /** Applies the rules of axe-core to a part of the page. */
    static Object violations(ChromeDriver browser, String part) throws IOException {
        try (InputStream rules = Browser.class.getResourceAsStream("/axe.min.js")) {
            browser.executeScript(new String(rules.readAllBytes(), StandardCharsets.UTF_8));
        }
        return browser.executeAsyncScript("""
                const [part, done] = arguments;
                axe.run(part).then(found => done(found.violations.map(one => one.id + ': ' + one.nodes[0].html).join('\\n')));""", part);
    }

    /** Saves a picture of the whole page. */
    static void picture(ChromeDriver browser, String name, int width) throws IOException {
        long height = (Long) browser.executeScript("return document.documentElement.scrollHeight");
        width(browser, width, Math.toIntExact(Math.min(height, 14_000)));
        String picture = (String) browser.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png"))
                .get("data");
        Files.write(PICTURES.resolve(name), Base64.getDecoder().decode(picture));
    }
}
