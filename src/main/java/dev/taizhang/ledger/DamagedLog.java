package dev.taizhang.ledger;

/** A Delta table whose log cannot be interpreted. */
final class DamagedLog extends RuntimeException {
    DamagedLog(String path, RuntimeException cause) {
        super("The log of " + path + " cannot be interpreted: " + cause.getMessage(), cause);
    }
}
