package dev.taizhang.copies;

import java.io.IOException;

/**
 * One thing that is made from a release.
 *
 * @param name as the last lines name it where it is behind
 * @param writing makes it anew
 */
public record Copy(String name, Writing writing) {
    /** Makes a copy. */
    public interface Writing {
        void write() throws IOException;
    }
}
