package vektra.logs.processes;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import vektra.logs.collect.Feed;
import vektra.logs.collect.Pipe;
import vektra.logs.collect.Pump;
import vektra.logs.spool.LogFiles;
import vektra.model.logs.LogLine;
import vektra.program.Guard;

/** One process of an app at work, with all that it starts: a group of its own. */
final class Child implements AutoCloseable {
    /** How long one that has ended is kept back by a router that takes nothing. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final String name;
    private final Process process;
    private final Feed feed;
    private final List<Pump> pumps;
    private final Lines lines;

    private Child(String name, Process process, Feed feed, List<Pump> pumps, Lines lines) {
        this.name = name;
        this.process = process;
        this.feed = feed;
        this.pumps = pumps;
        this.lines = lines;
    }

    /** Where its lines go beside the log. */
    record Lines(Prefixed out, Prefixed err) {}

    static Child start(Declared wanted, Guard guard, Feed feed, Clock clock, Path folder, Lines lines)
            throws IOException, InterruptedException {
        LogFiles.make(folder);
        String place = ProcessHandle.current().pid() + "." + wanted.name();
        List<Pipe> pipes = Pipe.at(List.of(folder.resolve(place + ".out"), folder.resolve(place + ".err")));
        ProcessBuilder builder = new ProcessBuilder()
                .redirectOutput(pipes.get(0).redirect())
                .redirectError(pipes.get(1).redirect());
        builder.environment().clear();
        builder.environment().putAll(wanted.environment());
        Process process = guard.begin(builder, List.of("/bin/sh", "-c", wanted.command()), started -> true);
        List<Pump> pumps = List.of(
                pump(wanted.name(), pipes.get(0), lines.out(), feed, LogLine.OUTPUT, clock),
                pump(wanted.name(), pipes.get(1), lines.err(), feed, LogLine.ERROR_OUTPUT, clock));
        return new Child(wanted.name(), process, feed, pumps, lines);
    }

    private static Pump pump(String name, Pipe pipe, Prefixed to, Feed feed, int priority, Clock clock)
            throws IOException {
        pipe.started();
        Pump pump = new Pump(name, pipe.reader(), to, feed, priority, clock, true);
        pump.start();
        return pump;
    }

    String name() {
        return name;
    }

    void onEnd(Runnable then) {
        CompletableFuture<Void> unused = process.onExit().thenRun(then);
    }

    /** Its exit code, or 128 and the signal that ended it. */
    int code() {
        return process.exitValue();
    }

    /** Whether it or something that it started, and that is still in its group, is alive. */
    boolean isAlive() throws IOException, InterruptedException {
        return process.isAlive() || send("0");
    }

    /** Sends a signal to the whole group, whose first process may be gone; false when all of it is. */
    boolean send(String signal) throws IOException, InterruptedException {
        return new ProcessBuilder(
                                "/bin/sh",
                                "-c",
                                "kill -s \"$1\" -- \"-$2\"",
                                "sh",
                                signal,
                                String.valueOf(process.pid()))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /** Ships the rest of its lines, once it has ended. */
    @Override
    public void close() throws IOException {
        try {
            process.waitFor();
            feed.lastCall(LONGEST_WAIT);
            for (Pump pump : pumps) {
                pump.finish();
            }
            lines.out().close();
            lines.err().close();
            feed.flush(LONGEST_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            feed.close();
        }
    }
}
