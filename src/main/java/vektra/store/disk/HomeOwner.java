package vektra.store.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vektra.model.Uid;
import vektra.model.text.VektraException;

/**
 * Keeps a home its owner's: files that another user writes there, such as root by one {@code sudo}, would be that user's,
 * and the owner could not even read them.
 */
public final class HomeOwner {
    private HomeOwner() {}

    /** Whether a home is another user's: what is written there could not be read by its owner. */
    static boolean isAnothers(Path home) {
        return Uid.of(home) != Uid.ours();
    }

    /** Refuses to write to a home of another user, or as root to make one in a folder of another user. */
    public static void check(Path home) {
        int us = Uid.ours();
        int owner = Uid.of(home);
        boolean there = Files.exists(home);
        // others than root make a home where they may, such as in /tmp; what they may not write says so by itself
        if (owner == us || (us != Uid.ROOT && !(there && Files.isWritable(home)))) {
            return;
        }
        String name = name(home, owner);
        throw VektraException.conflict(
                there
                        ? home + " belongs to " + name + ", who could not read what another user writes there"
                        : home + " does not exist, and would be created by root in a folder of " + name,
                "run it as the owner: sudo -u " + (name.matches("[0-9]+") ? "'#" + name + "'" : name)
                        + " vektra … (with VEKTRA_HOME=" + home + "), or set VEKTRA_HOME to a folder of your own");
    }

    private static String name(Path home, int owner) {
        for (Path at = home.toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at)) {
                try {
                    return Files.getOwner(at).getName();
                } catch (IOException e) {
                    break;
                }
            }
        }
        return String.valueOf(owner);
    }
}
