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
 * Style and scripts that stand inside a page, and the policy that lets a browser run these and nothing else.
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
     * No network at all, and no script or style sheet but those whose hashes are named here. Charts set the style attributes
     * of what they draw; these can load nothing, as no source of images or fonts is allowed.
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

    /** A browser hashes what it has read, in which every end of line is a line feed. */
    private static String text(String resource) {
        try (InputStream stream = PageAssets.class.getResourceAsStream(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
