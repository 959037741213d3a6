package dev.taizhang.copies;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Style and scripts that are embedded in a page, and the policy that allows a browser to run only these.
 *
 * @param style the style sheet
 * @param scripts in the order in which they run
 */
record PageAssets(String style, List<String> scripts) {
    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/";
    private static final String ECHARTS_POM = "/META-INF/maven/org.webjars/echarts/pom.properties";

    static PageAssets ofTheReport() {
        return new PageAssets(own("page.css"), List.of(echarts(), own("page.js"), own("charts.js")));
    }

    static PageAssets ofTheCatalogue() {
        return new PageAssets(own("page.css"), List.of(own("page.js")));
    }

    /**
     * Returns the content security policy. It allows no network access, and only scripts and style sheets whose hashes
     * it contains. Charts set the style attributes of the elements that they draw. These attributes cannot load
     * anything, because no source of images or fonts is allowed.
     */
    String policy() {
        return "default-src 'none'; base-uri 'none'; form-action 'none'; script-src "
                + scripts.stream().map(PageAssets::hash).collect(Collectors.joining(" "))
                + "; style-src-elem " + hash(style) + "; style-src-attr 'unsafe-inline'";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static String own(String name) {
        return text("/dev/taizhang/copies/" + name);
    }

    private static String echarts() {
        Properties pom = new Properties();
        try (InputStream stream = PageAssets.class.getResourceAsStream(ECHARTS_POM)) {
            pom.load(stream);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return text(ECHARTS + pom.getProperty("version") + "/echarts.min.js");
    }

    /** Returns the text with line feeds as line ends, because a browser hashes the text in this form. */
    private static String text(String resource) {
        try (InputStream stream = PageAssets.class.getResourceAsStream(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
