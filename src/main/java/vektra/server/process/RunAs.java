package vektra.server.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vektra.model.Uid;
import vektra.model.text.VektraException;
import vektra.program.SearchPath;
import vektra.server.file.PrivateFiles;

/**
 * As whom a server runs.
 *
 * @param prefix what stands before its command line; it replaces itself by the command, so the pid stays the same
 * @param user the number of the other user whose its files must be, and who must be able to reach them; -1 for ours
 */
public record RunAs(List<String> prefix, int user) {
    static final int ROOT = Uid.ROOT;
    private static final int OURS = -1;
    /**
     * Of a range that nothing hands out: servers of root share no rights with programs that run as {@link #UNPRIVILEGED}.
     */
    public static final int SERVERS = 1_986_359_923;
    /** The user that owns nothing, the same number on every Linux of today. */
    public static final int UNPRIVILEGED = 65_534;

    private static final Duration PROBE = Duration.ofSeconds(10);

    public static RunAs ourselves() {
        return new RunAs(List.of(), OURS);
    }

    public static boolean weAreRoot() {
        return Uid.ours() == ROOT;
    }

    /** Whether its files must lie where another user can reach them. */
    public boolean another() {
        return user != OURS;
    }

    /**
     * The way for a program that refuses to run as root: as another user.
     *
     * @param named whether it also refuses a user without a name, who then gets one in a user namespace
     */
    public static RunAs another(Map<String, String> environment, boolean named) {
        if (!named && !weAreRoot()) {
            return ourselves();
        }
        SearchPath path = SearchPath.of(environment);
        Program probe = new Program(Path.of("/"), environment);
        for (RunAs way : weAreRoot() ? fromRoot(path, named) : fromUser(path)) {
            List<String> whoAmI = new ArrayList<>(way.prefix);
            whoAmI.addAll(List.of("id", named ? "-un" : "-u"));
            if (probe.run(PROBE, whoAmI).ok()) {
                return way;
            }
        }
        throw weAreRoot()
                ? VektraException.unavailable(
                        "this server refuses to run as root, and neither setpriv nor chroot works here",
                        "run vektra as an ordinary user, or install util-linux",
                        null)
                : VektraException.unavailable(
                        "this server refuses to run as a user without a name, and unshare -U does not work here",
                        "run vektra as a user that has a line in /etc/passwd, or allow user namespaces",
                        null);
    }

    /** A user namespace alone would not do: in it root has another number, and all its rights on files. */
    private static List<RunAs> fromRoot(SearchPath path, boolean named) {
        List<RunAs> ways = new ArrayList<>();
        path.find("setpriv").ifPresent(setpriv -> {
            if (!named) {
                ways.add(new RunAs(asUser(setpriv, SERVERS), SERVERS));
            }
            path.find("unshare").ifPresent(unshare -> {
                List<String> prefix = new ArrayList<>(asUser(setpriv, SERVERS));
                prefix.addAll(List.of(unshare.toString(), "-U"));
                ways.add(new RunAs(prefix, SERVERS));
            });
            ways.add(new RunAs(asUser(setpriv, UNPRIVILEGED), UNPRIVILEGED));
        });
        path.find("chroot")
                .ifPresent(chroot -> ways.add(new RunAs(
                        List.of(chroot.toString(), "--userspec=" + UNPRIVILEGED + ":" + UNPRIVILEGED, "/"),
                        UNPRIVILEGED)));
        return ways;
    }

    private static List<String> asUser(Path setpriv, int user) {
        return List.of(setpriv.toString(), "--reuid=" + user, "--regid=" + user, "--clear-groups", "--no-new-privs");
    }

    private static List<RunAs> fromUser(SearchPath path) {
        List<RunAs> ways = new ArrayList<>(List.of(ourselves()));
        path.find("unshare").ifPresent(unshare -> ways.add(new RunAs(List.of(unshare.toString(), "-U"), OURS)));
        return ways;
    }

    public List<String> wrap(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** Makes sure that the server can read and write what we wrote for it. */
    public void own(Path data) {
        if (another()) {
            PrivateFiles.own(data, user);
        } else if (weAreRoot() && owner(data) != ROOT) {
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
