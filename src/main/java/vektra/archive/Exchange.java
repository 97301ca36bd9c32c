package vektra.archive;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import vektra.model.Failpoint;

/**
 * Exchanges two folders of one disk by three renames. A crash leaves all as it was, or something
 * that {@link #settle} completes; nothing else may use the two meanwhile.
 *
 * @param between where the first one is meanwhile; a name of these two alone
 */
public record Exchange(Path one, Path other, Path between) {
    public void make() throws IOException {
        settle();
        move(one, between);
        Failpoint.reached("folders: the first is between");
        settle();
    }

    /** Completes an exchange that a crash cut off; none is no error. */
    public void settle() throws IOException {
        if (!there(between)) {
            return;
        }
        if (!there(one) && there(other)) {
            move(other, one);
            Failpoint.reached("folders: the second is in place");
        }
        if (there(other)) {
            throw new FileAlreadyExistsException(other.toString());
        }
        move(between, other);
        Failpoint.reached("folders: exchanged");
    }

    private static boolean there(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }
}
