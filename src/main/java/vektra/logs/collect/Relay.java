package vektra.logs.collect;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import vektra.logs.spool.LogFiles;
import vektra.model.logs.LogLine;

/**
 * Runs a program as a child, with what it prints passing through us: byte for byte to where it would go without us, and
 * as lines to the router. Signals that reach us reach the program.
 *
 * @param folder where pipes have a name for an instant
 */
public record Relay(Feed feed, Clock clock, Streams streams, Path folder) {
    /** How long a program that has ended is kept back by a router that takes nothing. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /**
     * Runs it to its end.
     *
     * @return its exit code, or 128 and the signal that ended it
     */
    public int run(Program program) throws IOException, InterruptedException {
        Child child = Child.awaited(streams);
        ProcessBuilder builder = program.builder();
        List<Pipe> pipes;
        try {
            pipes = pipes();
        } catch (IOException e) {
            streams.warn().accept("the output of the program is not collected: " + e.getMessage());
            Process process = child.start(builder, program);
            return process == null ? Program.NOT_EXECUTABLE : process.waitFor();
        }
        try (Pipe out = pipes.get(0);
                Pipe err = pipes.get(1)) {
            builder.redirectOutput(out.redirect()).redirectError(err.redirect());
            Process process = child.start(builder, program);
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

    private List<Pipe> pipes() throws IOException, InterruptedException {
        LogFiles.make(folder);
        long pid = ProcessHandle.current().pid();
        return Pipe.at(List.of(folder.resolve(pid + ".out"), folder.resolve(pid + ".err")));
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
