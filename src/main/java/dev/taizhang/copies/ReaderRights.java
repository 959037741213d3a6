package dev.taizhang.copies;

import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/**
 * Lets a group of users read what is made for them. Everything else in a warehouse on local files is its owner's alone; on
 * other storage rights are that storage's own affair.
 */
public final class ReaderRights {
    private final String group;

    public ReaderRights(String group) {
        this.group = group;
    }

    /**
     * Opens a folder of the warehouse, with all that is in it, and the way to it.
     *
     * @throws IOException where there is no such group, or the owner may not give files to it
     */
    public void grant(Warehouse warehouse, String folder) throws IOException {
        if (!warehouse.files().getScheme().equals("file")) {
            return;
        }
        Path opened = Path.of(warehouse.path(folder).toUri().getPath());
        give(opened.getParent(), "rwx--x---");
        try (Stream<Path> walk = Files.walk(opened)) {
            for (Path path : walk.toList()) {
                give(path, Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? "rwxr-x---" : "rw-r-----");
            }
        }
    }

    private void give(Path path, String rights) throws IOException {
        GroupPrincipal principal =
                path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(group);
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setGroup(principal);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }
}
