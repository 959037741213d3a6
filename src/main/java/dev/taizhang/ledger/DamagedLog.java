package dev.taizhang.ledger;

/** The log of a Delta table that makes no sense. */
final class DamagedLog extends RuntimeException {
    DamagedLog(String path, RuntimeException cause) {
        super("The log of " + path + " makes no sense: " + cause.getMessage(), cause);
    }
}
