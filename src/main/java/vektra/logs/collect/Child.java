package vektra.logs.collect;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** A program that runs as a child: signals that reach us reach it. */
public record Child(Streams streams, CompletableFuture<Process> started) {
    private static final List<String> SIGNALS = List.of("HUP", "INT", "TERM", "USR1", "USR2");

    /**
     * Runs a program to its end, with our streams as its own.
     *
     * @return its exit code, or 128 and the signal that ended it
     */
    public static int run(Program program, Streams streams) {
        try {
            Process process = awaited(streams).start(program.builder(), program);
            return process == null ? Program.NOT_EXECUTABLE : process.waitFor();
        } catch (IOException e) {
            throw VektraException.unavailable("cannot run the program: " + e.getMessage(), null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw VektraException.unavailable("interrupted", null, e);
        }
    }

    /** Those that come before the program is there reach it once it is. */
    static Child awaited(Streams streams) {
        CompletableFuture<Process> started = new CompletableFuture<>();
        for (String signal : SIGNALS) {
            // what a terminal's keys send reaches the program without us, and twice may mean something else
            boolean twice = signal.equals("INT") && streams.terminal();
            Signals.on(signal, () -> {
                if (!twice) {
                    send(signal, started.join());
                }
            });
        }
        return new Child(streams, started);
    }

    private static void send(String signal, Process process) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -\"$1\" \"$2\"", "sh", signal, String.valueOf(process.pid()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            process.destroy();
        }
    }

    /** Null when the system does not take it for a program, whatever it looked like. */
    @Nullable
    Process start(ProcessBuilder builder, Program program) {
        try {
            Process process = builder.start();
            started.complete(process);
            return process;
        } catch (IOException e) {
            streams.warn()
                    .accept("cannot execute " + Shown.quoted(program.words().get(0)) + ": " + e.getMessage());
            return null;
        }
    }
}
