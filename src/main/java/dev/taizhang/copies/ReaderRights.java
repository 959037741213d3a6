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
 * Grants a group of users read access to the files that are made for readers. In a warehouse on local files, everything
 * else is accessible to its owner only. On other storage, that storage manages the rights.
 */
public final class ReaderRights {
    private final String group;

    public ReaderRights(String group) {
        this.group = group;
    }

    /**
     * Grants access to a folder of the warehouse with all its contents, and to the folders that lead to it.
     *
     * @throws IOException if the group does not exist, or the owner may not assign files to it
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
