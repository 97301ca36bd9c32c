package vektra.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vektra.model.VektraException;

/**
 * As whom a server runs.
 *
 * @param prefix what stands before its command line; it replaces itself by the command, so the pid stays the same
 * @param nobody whether files must belong to nobody and lie where nobody can reach them
 */
record RunAs(List<String> prefix, boolean nobody) {
    static final int ROOT = 0;
    /** The user that owns nothing, the same number on every Linux of today. */
    static final int NOBODY = 65_534;

    private static final Duration PROBE = Duration.ofSeconds(10);

    static RunAs ourselves() {
        return new RunAs(List.of(), false);
    }

    static boolean weAreRoot() {
        return ourUser() == ROOT;
    }

    /** The number of the user that runs us. */
    static int ourUser() {
        try {
            return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException | UnsupportedOperationException e) {
            return owner(Path.of(System.getProperty("user.home", "/")));
        }
    }

    /** The way for a program that refuses to run as root: a user namespace where there are any, else nobody. */
    static RunAs notRoot(Map<String, String> environment) {
        if (!weAreRoot()) {
            return ourselves();
        }
        SearchPath path = SearchPath.of(environment);
        Program probe = new Program(Path.of("/"), environment);
        for (RunAs way : ways(path)) {
            List<String> whoAmI = new ArrayList<>(way.prefix);
            // a user without a name is refused as well
            whoAmI.addAll(List.of("id", "-un"));
            if (probe.run(PROBE, whoAmI).ok()) {
                return way;
            }
        }
        throw VektraException.unavailable(
                "this server refuses to run as root, and neither unshare -U nor setpriv work here",
                "run vektra as an ordinary user, or install util-linux",
                null);
    }

    private static List<RunAs> ways(SearchPath path) {
        List<RunAs> ways = new ArrayList<>();
        path.find("unshare").ifPresent(unshare -> ways.add(new RunAs(List.of(unshare.toString(), "-U"), false)));
        path.find("setpriv")
                .ifPresent(setpriv -> ways.add(new RunAs(
                        List.of(
                                setpriv.toString(),
                                "--reuid=" + NOBODY,
                                "--regid=" + NOBODY,
                                "--clear-groups",
                                "--no-new-privs"),
                        true)));
        path.find("chroot")
                .ifPresent(chroot -> ways.add(
                        new RunAs(List.of(chroot.toString(), "--userspec=" + NOBODY + ":" + NOBODY, "/"), true)));
        return ways;
    }

    List<String> wrap(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** Makes sure that the server can read and write what we wrote for it. */
    void own(Path data) {
        if (nobody) {
            PrivateFiles.own(data, NOBODY);
        } else if (weAreRoot() && owner(data) == NOBODY) {
            PrivateFiles.own(data, ROOT);
        }
    }

    private static int owner(Path path) {
        try {
            return (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException | UnsupportedOperationException e) {
            return ROOT;
        }
    }
}
