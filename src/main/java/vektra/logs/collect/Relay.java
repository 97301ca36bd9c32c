package vektra.logs.collect;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import vektra.logs.spool.LogFiles;
import vektra.model.logs.LogLine;
import vektra.model.text.Shown;

/**
 * Runs a program as a child, with what it prints passing through us: byte for byte to where it would go without us, and
 * as lines to the router. Signals that reach us reach the program.
 *
 * @param folder where pipes have a name for an instant
 */
public record Relay(Feed feed, Clock clock, Streams streams, Path folder) {
    /** How long a program that has ended is kept back by a router that takes nothing. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final List<String> SIGNALS = List.of("HUP", "INT", "TERM", "USR1", "USR2");

    /**
     * Runs it to its end.
     *
     * @return its exit code, or 128 and the signal that ended it
     */
    public int run(Program program) throws IOException, InterruptedException {
        CompletableFuture<Process> started = forwardSignals();
        ProcessBuilder builder = program.builder();
        List<Pipe> pipes;
        try {
            pipes = pipes();
        } catch (IOException e) {
            streams.warn().accept("the output of the program is not collected: " + e.getMessage());
            Process process = start(builder, program, started);
            return process == null ? Program.NOT_EXECUTABLE : process.waitFor();
        }
        try (Pipe out = pipes.get(0);
                Pipe err = pipes.get(1)) {
            builder.redirectOutput(out.redirect()).redirectError(err.redirect());
            Process process = start(builder, program, started);
            if (process == null) {
                return Program.NOT_EXECUTABLE;
            }
            List<Pump> pumps = List.of(
                    pump("stdout", out, streams.out(), LogLine.OUTPUT),
                    pump("stderr", err, streams.err(), LogLine.ERROR_OUTPUT));
            int code = process.waitFor();
            feed.lastCall(LONGEST_WAIT);
            for (Pump pump : pumps) {
                finish(pump);
            }
            return code;
        }
    }

    /** Null when the system does not take it for a program, whatever it looked like. */
    private @Nullable Process start(ProcessBuilder builder, Program program, CompletableFuture<Process> started) {
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

    private List<Pipe> pipes() throws IOException, InterruptedException {
        LogFiles.make(folder);
        long pid = ProcessHandle.current().pid();
        return Pipe.at(List.of(folder.resolve(pid + ".out"), folder.resolve(pid + ".err")));
    }

    /** Those that come before the program is there reach it once it is. */
    private CompletableFuture<Process> forwardSignals() {
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
        return started;
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

    private Pump pump(String name, Pipe pipe, WritableByteChannel to, int priority) throws IOException {
        pipe.started();
        Pump pump = new Pump(name, pipe.reader(), to, feed, priority, clock, true);
        pump.start();
        return pump;
    }

    private void finish(Pump pump) throws InterruptedException {
        pump.finish();
        String problem = pump.problem();
        if (problem != null) {
            streams.warn().accept(pump.getName() + " could not be written: " + problem);
        }
    }
}
