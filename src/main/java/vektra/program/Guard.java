package vektra.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

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

    /** A program begins once the guard knows of it: when this process is killed before, the line never comes. */
    private static final String GATE = "read -r go || exit 125; exec \"$@\" </dev/null";

    private final List<String> session;
    private final Process shell;
    private final OutputStream words;

    private Guard(List<String> session, Process shell) {
        this.session = session;
        this.shell = shell;
        this.words = shell.getOutputStream();
    }

    public static Guard start(SearchPath path) throws IOException {
        List<String> session = path.newSession();
        List<String> command = new ArrayList<>(session);
        command.addAll(List.of("/bin/sh", "-c", SCRIPT));
        return new Guard(
                session,
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
    }

    /**
     * Starts a program without input in a group of its own, which is watched before the program itself begins.
     *
     * @param builder says all but the command
     * @param wanted whether the program is to begin, asked when its process is there; otherwise that ends with 125
     */
    public Process begin(ProcessBuilder builder, List<String> program, Predicate<Process> wanted) throws IOException {
        List<String> command = new ArrayList<>(session);
        command.addAll(List.of("/bin/sh", "-c", GATE, program.get(0)));
        command.addAll(program);
        Process process = builder.command(command).start();
        write("watch " + process.pid());
        try (OutputStream gate = process.getOutputStream()) {
            if (wanted.test(process)) {
                gate.write('\n');
            }
        }
        return process;
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
