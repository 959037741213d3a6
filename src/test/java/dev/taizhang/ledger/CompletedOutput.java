package dev.taizhang.ledger;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A file of a storage for tests, of which something depends on the moment of its completion. */
abstract class CompletedOutput extends FilterOutputStream {
    private boolean ended;

    CompletedOutput(OutputStream out) {
        super(out);
    }

    /** Completes the file; called once, unless it was given up before. */
    abstract void complete() throws IOException;

    /** Closes the file without completing it. */
    final void giveUp() throws IOException {
        ended = true;
        out.close();
    }

    @Override
    public final void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public final void close() throws IOException {
        if (!ended) {
            ended = true;
            complete();
        }
    }
}
