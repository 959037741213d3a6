package dev.taizhang.copies;

import dev.taizhang.definition.FileAddress;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Grants a group of users read access to the files that are made for readers. On a disk and on HDFS everything else is
 * accessible to its owner only. Other storage has no groups, which is reported; Hadoop's clients of object stores ignore
 * such requests and name the user as the group of every file.
 */
public final class ReaderRights {
    private static final Logger LOG = LoggerFactory.getLogger(ReaderRights.class);

    private static final String OF_WAY = "rwx--x---";
    private static final String OF_FOLDER = "rwxr-x---";
    private static final String OF_FILE = "rw-r-----";

    private final String group;

    public ReaderRights(String group) {
        this.group = group;
    }

    /**
     * Grants access to folders of the warehouse with all their contents, and to the folder that leads to them.
     *
     * @throws IOException if the group does not exist, or the owner may not assign files to it
     */
    public void grant(Warehouse warehouse, String... folders) throws IOException {
        for (String folder : folders) {
            org.apache.hadoop.fs.Path opened = warehouse.path(folder);
            if (FileAddress.isLocal(opened)) {
                giveAll(FileAddress.local(opened));
            } else if (warehouse.files().hasPathCapability(opened, CommonPathCapabilities.FS_PERMISSIONS)) {
                give(warehouse.files(), opened.getParent(), OF_WAY);
                giveAll(warehouse.files(), warehouse.files().getFileStatus(opened));
            } else {
                LOG.warn(CopyMessages.noGroups(group, warehouse.folder()).line());
                return;
            }
        }
    }

    private void giveAll(Path opened) throws IOException {
        give(opened.getParent(), OF_WAY);
        try (Stream<Path> walk = Files.walk(opened)) {
            for (Path path : walk.toList()) {
                give(path, Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? OF_FOLDER : OF_FILE);
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

    private void giveAll(FileSystem files, FileStatus opened) throws IOException {
        give(files, opened.getPath(), opened.isDirectory() ? OF_FOLDER : OF_FILE);
        if (opened.isDirectory()) {
            for (FileStatus status : files.listStatus(opened.getPath())) {
                giveAll(files, status);
            }
        }
    }

    private void give(FileSystem files, org.apache.hadoop.fs.Path path, String rights) throws IOException {
        files.setOwner(path, null, group);
        files.setPermission(path, FsPermission.valueOf("-" + rights));
    }
}
