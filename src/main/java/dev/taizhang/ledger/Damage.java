package dev.taizhang.ledger;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;

/** What is stored is not what was written. A storage that refuses or does not answer has damaged nothing and is another failure. */
final class Damage extends Failure {
    Damage(Bilingual problem, Bilingual remedy, Throwable cause) {
        super(ExitCode.UNEXPECTED, problem, remedy, cause);
    }
}
