package dev.taizhang.ledger;

import dev.taizhang.definition.Bilingual;

/** A data file that differs from the log of its table. */
final class DamagedFile extends RuntimeException {
    private final transient LiveFile live;
    private final String file;
    private final Bilingual reason;

    DamagedFile(LiveFile live, String file, Bilingual reason) {
        this(live, file, reason, null);
    }

    DamagedFile(LiveFile live, String file, Bilingual reason, Throwable cause) {
        super(file + ": " + reason.en(), cause);
        this.live = live;
        this.file = file;
        this.reason = reason;
    }

    /** Returns the entry of the log. */
    LiveFile live() {
        return live;
    }

    /** Returns its absolute path. */
    String file() {
        return file;
    }

    /** Returns what is wrong with it, without its name. */
    Bilingual reason() {
        return reason;
    }
}
