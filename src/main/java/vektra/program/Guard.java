package vektra.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A shell in a session of its own that outlives a kill of this process by an instant: when our end of its pipe is gone
 * without a word, it ends the groups of processes that it was given. It also sends signals to groups, since a process of
 * its own for each would cost more than some programs. For any thread.
 */
public final class Guard implements AutoCloseable {
    private static final String SCRIPT = "trap '' HUP INT TERM; groups=' '; "
            + "while read -r word group; do case $word in "
            + "watch) groups=\"$groups$group \" ;; "
            + "forget) kill -s KILL -- \"-$group\"; groups=\"${groups%% \"$group\" *} ${groups#* \"$group\" }\" ;; "
            + "end) exit ;; "
            + "*) kill -s \"$word\" -- \"-$group\" ;; esac; done; "
            + "for group in $groups; do kill -s TERM -- \"-$group\"; done; sleep 10; "
            + "for group in $groups; do kill -s KILL -- \"-$group\"; done";

    private final Process shell;
    private final OutputStream words;

    private Guard(Process shell) {
        this.shell = shell;
        this.words = shell.getOutputStream();
    }

    public static Guard start(SearchPath path) throws IOException {
        List<String> command = new ArrayList<>(path.newSession());
        command.addAll(List.of("/bin/sh", "-c", SCRIPT));
        return new Guard(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Takes a group into its care, by the pid of its first process. */
    public void watch(long group) throws IOException {
        write("watch " + group);
    }

    /** Sends a signal such as {@code TERM} to a group that it watches. */
    public void signal(String name, long group) throws IOException {
        write(name + " " + group);
    }

    /** Kills what is left of a group that it watches: its number may soon be that of another. */
    public void forget(long group) throws IOException {
        write("forget " + group);
    }

    private synchronized void write(String word) throws IOException {
        words.write((word + "\n").getBytes(UTF_8));
        words.flush();
    }

    /** All groups have ended. */
    @Override
    public synchronized void close() {
        try {
            write("end");
            words.close();
        } catch (IOException e) {
            shell.destroyForcibly();
        }
    }
}
