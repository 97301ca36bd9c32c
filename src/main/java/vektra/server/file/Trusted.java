package vektra.server.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import vektra.model.Uid;

/** Which files only root and the user that runs us can change or exchange. */
public final class Trusted {
    private static final int STICKY = 01000;
    private static final int GROUP_WRITES = 020;
    private static final int OTHERS_WRITE = 02;

    private Trusted() {}

    /** Whether that holds for the file and every folder and link on the way to it. */
    public static boolean path(Path file) {
        try {
            return way(file.toAbsolutePath()) && way(file.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean way(Path file) throws IOException {
        for (Path at = file; at != null; at = at.getParent()) {
            if (!step(at)) {
                return false;
            }
        }
        return true;
    }

    private static boolean step(Path at) throws IOException {
        int owner = (int) Files.getAttribute(at, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (owner != Uid.ROOT && owner != Uid.ours()) {
            return false;
        }
        int mode = (int) Files.getAttribute(at, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        boolean kept = Files.isSymbolicLink(at) || (Files.isDirectory(at) && (mode & STICKY) != 0);
        return kept || ((mode & OTHERS_WRITE) == 0 && ((mode & GROUP_WRITES) == 0 || ownGroup(at)));
    }

    /** Many systems give each user a group of the same name, with no other user in it. */
    private static boolean ownGroup(Path at) throws IOException {
        String owner = Files.getOwner(at, LinkOption.NOFOLLOW_LINKS).getName();
        return owner.equals(String.valueOf(Files.getAttribute(at, "posix:group", LinkOption.NOFOLLOW_LINKS)));
    }
}
