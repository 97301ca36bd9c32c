package vektra.logs.collect;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import vektra.logs.line.Input;
import vektra.logs.line.Intake;
import vektra.model.logs.LogStream;
import vektra.model.text.VektraException;

/** Follows the logs of managed servers as long as a drain takes them. */
public final class ServerLogs implements Input {
    private static final long LOOK_AGAIN = Duration.ofSeconds(1).toNanos();
    private static final long PAUSE = Duration.ofMillis(100).toNanos();

    private final Supplier<Map<String, Path>> logs;
    private final Intake intake;
    private final String host;
    private final Clock clock;
    private final Consumer<String> warn;
    private final Map<String, Follower> followers = new HashMap<>();
    private final Thread thread = new Thread(this::run, "vektra-server-logs");
    private volatile boolean wanted;
    private volatile boolean closed;

    /**
     * Begins to follow.
     *
     * @param logs the log file of each managed server that there is now, by its service's name
     */
    public ServerLogs(
            Supplier<Map<String, Path>> logs, Intake intake, String host, Clock clock, Consumer<String> warn) {
        this.logs = logs;
        this.intake = intake;
        this.host = host;
        this.clock = clock;
        this.warn = warn;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public boolean lasting() {
        return wanted;
    }

    private void run() {
        long looked = System.nanoTime() - 2 * LOOK_AGAIN;
        boolean first = true;
        while (!closed) {
            if (System.nanoTime() - looked > LOOK_AGAIN) {
                try {
                    look(first);
                } catch (VektraException e) {
                    // a file of the home that cannot be read just now: all stays as it is
                    warn.accept(String.valueOf(e.getMessage()));
                }
                looked = System.nanoTime();
                first = false;
            }
            boolean any = false;
            for (Follower follower : followers.values()) {
                any |= follower.poll();
            }
            LockSupport.parkNanos(any ? 1 : PAUSE);
        }
        followers.values().forEach(Follower::close);
    }

    /** Finds out what is to be followed. */
    private void look(boolean first) {
        boolean before = wanted;
        wanted = intake.wants(stream(""));
        Map<String, Path> present = wanted ? logs.get() : Map.of();
        Set<String> gone = new HashSet<>(followers.keySet());
        gone.removeAll(present.keySet());
        for (String server : gone) {
            Follower follower = followers.remove(server);
            if (follower != null) {
                follower.close();
            }
        }
        present.forEach((server, log) -> followers.computeIfAbsent(server, name -> {
            LogStream stream = stream(name);
            Follower follower =
                    new Follower(() -> List.of(log), origin -> new LocalWay(intake, origin, stream), clock, warn);
            // what a server wrote before it was wanted is of no interest; what one writes that is new, is
            boolean late = first || !before;
            follower.begin(List.of(log), late ? TailedFile.Start.NEW : TailedFile.Start.ALL);
            follower.takeUp(List.of(log));
            return follower;
        }));
    }

    private LogStream stream(String server) {
        return new LogStream(LogStream.VEKTRA, server, host, true);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
