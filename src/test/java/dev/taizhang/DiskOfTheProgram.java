package dev.taizhang;

import dev.taizhang.definition.HadoopConfiguration;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets the program's configuration open the disk before any test does. Hadoop keeps the one that is opened first in a process,
 * and a library that writes a file for a test would open Hadoop's own.
 */
public final class DiskOfTheProgram implements BeforeAllCallback {
    private static final AtomicBoolean OPENED = new AtomicBoolean();

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (OPENED.compareAndSet(false, true)) {
            FileSystem.get(URI.create("file:///"), HadoopConfiguration.read());
        }
    }
}
