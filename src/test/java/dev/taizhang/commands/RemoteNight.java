package dev.taizhang.commands;

import dev.taizhang.ledger.RemoteFileSystem;

/** The program in a process that knows the storage without locks. */
final class RemoteNight {
    private RemoteNight() {}

    public static void main(String... arguments) {
        RemoteFileSystem.register();
        Taizhang.main(arguments);
    }
}
