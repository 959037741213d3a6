package dev.taizhang.ledger;

import dev.taizhang.definition.Bilingual;

/** A data file that is not what the log of its table says. */
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

    /** What the log says of it. */
    LiveFile live() {
        return live;
    }

    /** Its whole path. */
    String file() {
        return file;
    }

    /** What is wrong with it, without its name. */
    Bilingual reason() {
        return reason;
    }
}
