package dev.taizhang.copies;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Style and script that are embedded in a page, and the policy that allows a browser to run only these.
 *
 * @param style the style sheet
 * @param script the script; what it does is in files of its own, each of which needs only those before it
 */
record PageAssets(String style, String script) {
    /** The scripts of the report, in their order. */
    private static final List<String> REPORT = List.of(
            "words.js", "figures.js", "data.js", "drawing.js", "charts.js", "blocks.js", "project.js", "page.js");

    static PageAssets ofTheReport() {
        return new PageAssets(
                own("page.css"), REPORT.stream().map(PageAssets::own).collect(Collectors.joining("\n")));
    }

    static PageAssets ofTheCatalogue() {
        return new PageAssets(own("page.css"), own("catalogue.js"));
    }

    /**
     * Returns the content security policy. It allows no network access, no images and fonts, and only the script and the
     * style sheet whose hashes it contains.
     */
    String policy() {
        return "default-src 'none'; base-uri 'none'; form-action 'none'; script-src " + hash(script) + "; style-src "
                + hash(style);
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

    /** Returns the text with line feeds as line ends, because a browser hashes the text in this form. */
    private static String text(String resource) {
        try (InputStream stream = PageAssets.class.getResourceAsStream(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
