package vektra.provider.efs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.archive.Mode;
import vektra.model.Uid;
import vektra.model.text.Input;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/**
 * Whose the folders of add-ons are, and what others may do there.
 *
 * @param uid null for that of Vektra
 * @param gid null for that of Vektra
 */
record Access(
        Set<PosixFilePermission> permissions,
        @Nullable Integer uid,
        @Nullable Integer gid) {
    static final String PERMISSIONS = "permissions";
    static final String UID = "owner-uid";
    static final String GID = "owner-gid";

    private static final Set<PosixFilePermission> CLOSED = PosixFilePermissions.fromString("rwx------");

    /** What the options say; what cannot be given is INVALID. */
    static Access of(Map<String, String> options) {
        String mode = options.getOrDefault(PERMISSIONS, "0700");
        if (!mode.matches("0?7[0-7]{2}")) {
            throw VektraException.invalid(
                    Text.of(Shown.quoted(mode) + " is not a value for ", Input.of(PERMISSIONS)),
                    "three octal digits of which the owner's is 7, such as 0700 or 0770");
        }
        Access access =
                new Access(Mode.permissions(Integer.parseInt(mode, 8)), number(options, UID), number(options, GID));
        boolean another = (access.uid != null && access.uid != Uid.ours()) || access.gid != null;
        if (another && Uid.ours() != Uid.ROOT) {
            throw VektraException.invalid(
                    Text.of("only root can give folders to another user: ", Input.of(UID), " and ", Input.of(GID)),
                    "run Vektra as that user, or leave them out");
        }
        return access;
    }

    private static @Nullable Integer number(Map<String, String> options, String name) {
        String text = options.getOrDefault(name, "");
        return text.isEmpty() ? null : Integer.valueOf(text);
    }

    /** Whether any other user than Vektra's may enter. */
    boolean open() {
        return uid != null || gid != null || !CLOSED.containsAll(permissions);
    }

    /** Gives a folder what it should have. */
    void apply(Path folder) throws IOException {
        if (uid != null) {
            Files.setAttribute(folder, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        }
        if (gid != null) {
            Files.setAttribute(folder, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
        }
        Files.getFileAttributeView(folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setPermissions(permissions);
    }

    /** Closes a folder to all but Vektra. */
    static void close(Path folder) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(folder, "unix:uid", Uid.ours(), LinkOption.NOFOLLOW_LINKS);
        view.setPermissions(CLOSED);
    }

    /** What a folder has instead; empty when it is as it should be. */
    Optional<String> difference(Path folder) throws IOException {
        Set<PosixFilePermission> has = Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
        List<String> differences = new ArrayList<>();
        if (!has.equals(permissions)) {
            differences.add("the permissions " + PosixFilePermissions.toString(has) + ", not "
                    + PosixFilePermissions.toString(permissions));
        }
        int owner = (Integer) Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        int wanted = uid == null ? Uid.ours() : uid;
        if (owner != wanted) {
            differences.add("the owner " + owner + ", not " + wanted);
        }
        int group = (Integer) Files.getAttribute(folder, "unix:gid", LinkOption.NOFOLLOW_LINKS);
        if (gid != null && group != gid) {
            differences.add("the group " + group + ", not " + gid);
        }
        return differences.isEmpty() ? Optional.empty() : Optional.of(String.join(", and ", differences));
    }
}
