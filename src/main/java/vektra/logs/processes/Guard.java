package vektra.logs.processes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import vektra.program.SearchPath;

/**
 * A shell in a session of its own that outlives a kill of this process by an instant: when our end of its pipe is gone
 * without a word, it ends the groups of processes that it was given.
 */
final class Guard implements AutoCloseable {
    private static final String SCRIPT = "trap '' HUP INT TERM; groups=; "
            + "while read -r word; do case $word in end) exit ;; *) groups=\"$groups $word\" ;; esac; done; "
            + "for group in $groups; do kill -s TERM -- \"-$group\"; done; sleep 10; "
            + "for group in $groups; do kill -s KILL -- \"-$group\"; done";

    private final Process shell;
    private final OutputStream words;

    private Guard(Process shell) {
        this.shell = shell;
        this.words = shell.getOutputStream();
    }

    static Guard start(SearchPath path) throws IOException {
        List<String> command = new ArrayList<>(path.newSession());
        command.addAll(List.of("/bin/sh", "-c", SCRIPT));
        return new Guard(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Takes a group into its care, by the pid of its first process. */
    void watch(long group) throws IOException {
        write(String.valueOf(group));
    }

    private void write(String word) throws IOException {
        words.write((word + "\n").getBytes(UTF_8));
        words.flush();
    }

    /** All groups have ended. */
    @Override
    public void close() {
        try {
            write("end");
            words.close();
        } catch (IOException e) {
            shell.destroyForcibly();
        }
    }
}
