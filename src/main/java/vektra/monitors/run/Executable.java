package vektra.monitors.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vektra.logs.collect.Pipe;
import vektra.model.monitor.Settings;
import vektra.model.monitor.Status;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** Works by a program of the user, each time in a process group and a folder of its own. */
final class Executable implements Worker {
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;
    private static final int LONGEST_REASON = 200;
    /** How long what a program left behind may go on printing. */
    private static final long AFTERMATH_MILLIS = 1000;

    private final Path file;
    private final Settings settings;
    private final Tools tools;
    private final Place place;
    private @Nullable Process process;
    private volatile boolean stopped;

    /** @param folder of its own */
    Executable(Path file, Settings settings, Tools tools, Path folder) {
        this.file = file;
        this.settings = settings;
        this.tools = tools;
        this.place = new Place(folder);
    }

    @Override
    public Ended attempt(Duration timeout, Printed printed) {
        long start = System.nanoTime();
        if (!Files.isRegularFile(file)) {
            return Ended.error(Duration.ZERO, "no file " + file);
        }
        if (!Files.isExecutable(file)) {
            return Ended.error(Duration.ZERO, file + " is not executable");
        }
        try {
            Map<String, String> vars = tools.vars().get();
            Heard heard = new Heard(printed, Redaction.of(vars), settings.pattern());
            return attempt(timeout, tools.environment(vars), heard, start);
        } catch (IOException e) {
            return Ended.error(since(start), "cannot be started: " + Shown.plain(String.valueOf(e.getMessage())));
        } catch (VektraException e) {
            return Ended.error(since(start), Shown.plain(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Ended.stopped(since(start), false);
        }
    }

    private Ended attempt(Duration timeout, Map<String, String> environment, Heard heard, long start)
            throws IOException, InterruptedException {
        List<Pipe> pipes = place.pipes();
        Path scratch = place.scratch();
        try {
            Process started = started(environment, scratch, pipes);
            for (Pipe pipe : pipes) {
                pipe.given();
            }
            heard.listen(pipes.get(0), false, tools.threads());
            heard.listen(pipes.get(1), true, tools.threads());
            boolean inTime = ended(started, timeout);
            Duration elapsed = since(start);
            finish(started, pipes, heard);
            return stopped
                    ? Ended.stopped(elapsed, heard.truncated())
                    : result(started, inTime, timeout, elapsed, heard);
        } finally {
            setProcess(null);
            for (Pipe pipe : pipes) {
                pipe.reader().close();
                pipe.holder().close();
            }
            Place.delete(scratch);
        }
    }

    private Process started(Map<String, String> environment, Path scratch, List<Pipe> pipes) throws IOException {
        ProcessBuilder builder = new ProcessBuilder()
                .directory(scratch.toFile())
                .redirectOutput(pipes.get(0).redirect())
                .redirectError(pipes.get(1).redirect());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("TMPDIR", scratch.toString());
        return tools.guard().begin(builder, List.of(file.toString()), started -> {
            setProcess(started);
            return !stopped;
        });
    }

    private synchronized void setProcess(@Nullable Process now) {
        process = now;
    }

    /** Waits for its end, which it is asked for and then forced to when its time is over. */
    private boolean ended(Process started, Duration timeout) throws IOException, InterruptedException {
        if (started.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            return true;
        }
        tools.guard().signal("TERM", started.pid());
        if (!started.waitFor(tools.grace().toNanos(), TimeUnit.NANOSECONDS)) {
            tools.guard().signal("KILL", started.pid());
            // what waits for a disk or for a network file system does not even end then
            boolean unused = started.waitFor(tools.grace().toNanos(), TimeUnit.NANOSECONDS);
        }
        return false;
    }

    /** Hears the rest, ends what the program left behind, and hears nothing more. */
    private void finish(Process started, List<Pipe> pipes, Heard heard) throws IOException, InterruptedException {
        heard.isOver(AFTERMATH_MILLIS);
        tools.guard().forget(started.pid());
        heard.isOver(AFTERMATH_MILLIS);
        for (Pipe pipe : pipes) {
            pipe.reader().close();
        }
        heard.isOver(AFTERMATH_MILLIS);
        if (!heard.close()) {
            place.spoiled();
        }
    }

    private Ended result(Process started, boolean inTime, Duration timeout, Duration elapsed, Heard heard) {
        if (!inTime) {
            String kept = started.isAlive() ? ", and it cannot be killed" : "";
            String reason = "no end within " + timeout.toSeconds() + " s" + kept;
            return new Ended(Status.TIMEOUT, null, elapsed, heard.truncated(), reason);
        }
        int code = started.exitValue();
        if (code != settings.status()) {
            boolean unable = code == NOT_EXECUTABLE || code == NOT_FOUND;
            String complaint = heard.complaint();
            String reason = "exit code " + code
                    + (complaint == null ? "" : ": " + Shown.cut(Shown.plain(complaint.strip()), LONGEST_REASON));
            return new Ended(unable ? Status.ERROR : Status.FAILURE, code, elapsed, heard.truncated(), reason);
        }
        return matched(code, elapsed, heard);
    }

    private Ended matched(int code, Duration elapsed, Heard heard) {
        try {
            boolean found = settings.wanted()
                    .map(pattern -> Matching.found(pattern, heard.text()))
                    .orElse(true);
            return found
                    ? new Ended(Status.SUCCESS, code, elapsed, heard.truncated(), null)
                    : new Ended(
                            Status.FAILURE,
                            code,
                            elapsed,
                            heard.truncated(),
                            "the output does not match " + settings.pattern());
        } catch (Matching.TooSlow e) {
            return new Ended(
                    Status.ERROR, code, elapsed, heard.truncated(), "the pattern takes too long to be looked for");
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void stop() {
        stopped = true;
        signal("TERM");
    }

    @Override
    public void kill() {
        stopped = true;
        signal("KILL");
    }

    private synchronized void signal(String name) {
        Process now = process;
        if (now != null) {
            try {
                tools.guard().signal(name, now.pid());
            } catch (IOException e) {
                now.destroyForcibly();
            }
        }
    }

    @Override
    public void close() {
        place.close();
    }
}
