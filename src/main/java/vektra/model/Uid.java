package vektra.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whose a file is and who runs this process, as numbers: a user need not have a name. */
public final class Uid {
    public static final int ROOT = 0;

    private Uid() {}

    /** The user that runs this process. */
    public static int ours() {
        try {
            return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException | UnsupportedOperationException e) {
            return of(Path.of(System.getProperty("user.home", "/")));
        }
    }

    /** The owner of what is at that path; of the folder that it would be made in when nothing is. */
    public static int of(Path path) {
        Path there = path.toAbsolutePath();
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            return (int) Files.getAttribute(there, "unix:uid");
        } catch (IOException | UnsupportedOperationException e) {
            return ROOT;
        }
    }
}
