package vektra.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import vektra.logs.collect.Feed;
import vektra.logs.collect.Glob;
import vektra.logs.collect.Program;
import vektra.logs.collect.Pump;
import vektra.logs.collect.Relay;
import vektra.logs.collect.ServerLogs;
import vektra.logs.collect.Signals;
import vektra.logs.collect.Streams;
import vektra.logs.collect.Tail;
import vektra.logs.collect.TailedFile;
import vektra.logs.collect.Wanted;
import vektra.logs.processes.Declared;
import vektra.logs.processes.Labels;
import vektra.logs.processes.Processes;
import vektra.logs.processes.Stage;
import vektra.logs.router.Limits;
import vektra.logs.router.Router;
import vektra.logs.spool.LogFiles;
import vektra.logs.spool.RouterStart;
import vektra.logs.syslog.Listener;
import vektra.model.logs.Drain;
import vektra.model.logs.LogLine;
import vektra.model.logs.LogSettings;
import vektra.model.logs.LogStream;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Background;
import vektra.spi.LogDrain;

/**
 * The log lines of one home, with everything that they need on their way.
 *
 * @param host the name of this machine, as lines carry it
 * @param drains those that there are now
 * @param kinds the way to drains of a service
 */
public record Logs(
        Path home,
        Background background,
        String host,
        Clock clock,
        Supplier<List<Drain>> drains,
        Function<ServiceName, LogDrain> kinds) {

    /** How long a program that has ended is kept back. */
    private static final Duration LONGEST_FLUSH = Duration.ofSeconds(5);

    private static final long LOOK_AGAIN = Duration.ofMillis(100).toNanos();

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** Whether the lines of an app go anywhere. */
    public boolean wanted(AppName app) {
        return drains.get().stream().anyMatch(drain -> drain.takes(app.value()));
    }

    /**
     * The router of the home.
     *
     * @param settings where it takes lines of the syslog protocol
     * @param servers the log file of each managed server, by its service's name
     * @param warn takes what stands in the way of taking lines
     */
    public Router router(LogSettings settings, Supplier<Map<String, Path>> servers, Consumer<String> warn) {
        return new Router(
                home,
                host,
                drains,
                kinds,
                clock,
                new Recent(recent(), clock),
                List.of(
                        intake -> new Listener(settings, intake, host, clock, warn),
                        intake -> new ServerLogs(servers, intake, host, clock, warn)),
                Limits.usual());
    }

    /**
     * Runs a program to its end, and ships what it prints. That it cannot be shipped is no failure, and neither can any
     * drain hold it up.
     *
     * @return its exit code, or 128 and the signal that ended it
     */
    public int run(AppName app, String process, Program program, Streams streams) {
        try (Feed feed = feed(app, process)) {
            int code = new Relay(feed, clock, streams, new LogFiles(home).folder()).run(program);
            feed.flush(LONGEST_FLUSH);
            if (feed.missing() > 0) {
                streams.warn().accept(uncollected(feed.missing()));
            }
            return code;
        } catch (IOException e) {
            String name = Shown.quoted(program.words().get(0));
            throw VektraException.unavailable("cannot run " + name + ": " + e.getMessage(), null, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Runs processes side by side, a stage after the other, collects what they print, and shows it behind their names.
     *
     * @param say takes what is to be known of the processes themselves
     * @return 0 when all ended well, the code of the first that failed, or 128 and the number of the signal that ended us
     */
    public int runAll(AppName app, List<Stage> stages, Streams streams, boolean coloured, Consumer<String> say) {
        List<String> names = stages.stream()
                .flatMap(stage -> stage.processes().stream())
                .map(Declared::name)
                .toList();
        Labels labels = new Labels(names, coloured);
        try {
            return new Processes(feeds(app), labels::of, clock, streams, say, new LogFiles(home).folder()).run(stages);
        } catch (IOException e) {
            throw VektraException.unavailable("cannot run the processes: " + e.getMessage(), null, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** That so many lines were lost on the way to drains. */
    public static String uncollected(long lines) {
        return lines + " lines were not collected: no router accepted them";
    }

    /** The ways to the router for processes of an app that this process runs, by their names. */
    public Function<String, Feed> feeds(AppName app) {
        RouterStart router = new RouterStart(background);
        return process -> {
            LogStream stream = new LogStream(app.value(), process, host, false);
            return Feed.open(home, router, UUID.randomUUID().toString(), stream);
        };
    }

    private Feed feed(AppName app, String process) {
        return feeds(app).apply(process);
    }

    /** How input that is piped into us is to be passed on. */
    public record Piped(String process, boolean error, boolean tee) {}

    /**
     * Ships what stdin says until its end, and returns once that is written down. Who closes stdout ends only the copy.
     */
    public void pipe(AppName app, Piped piped, Streams streams) {
        try (Feed feed = feed(app, piped.process())) {
            int priority = piped.error() ? LogLine.ERROR_OUTPUT : LogLine.OUTPUT;
            Pump pump =
                    new Pump("stdin", streams.in(), piped.tee() ? streams.out() : null, feed, priority, clock, false);
            // a terminal's keys end who writes to us, too, and its last words are still to come: we end with them
            AtomicBoolean asked = new AtomicBoolean(!streams.terminal());
            Runnable end = () -> {
                feed.lastCall(LONGEST_FLUSH);
                pump.close();
            };
            Signals.on("INT", () -> {
                if (asked.getAndSet(true)) {
                    end.run();
                }
            });
            Signals.on("TERM", end);
            Signals.on("HUP", end);
            pump.start();
            pump.join();
            feed.flush(LONGEST_WAIT);
            if (pump.problem() != null) {
                streams.warn().accept("stdout could not be written: " + pump.problem());
            }
            if (feed.missing() > 0) {
                throw VektraException.unavailable(
                        uncollected(feed.missing()),
                        Text.of("see: ", Next.of("logs:router").with("status")),
                        null);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static VektraException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return VektraException.unavailable("interrupted", null, e);
    }

    /**
     * Ships what is appended to files, until this process is asked to end.
     *
     * @param paths absolute names, or patterns of names
     * @param fromStart whether what the files hold already is wanted, too, when they are followed for the first time
     */
    public void tail(AppName app, String process, List<Path> paths, boolean fromStart, Streams streams) {
        LogStream stream = new LogStream(app.value(), process, host, false);
        String suffix = ":" + app + "/" + process;
        RouterStart router = new RouterStart(background);
        Tail tail = new Tail(
                paths.stream().map(Glob::new).toList(),
                origin -> Feed.open(home, router, Feed.FILE + origin + suffix, stream),
                clock,
                streams.warn());
        for (String signal : List.of("INT", "TERM", "HUP")) {
            Signals.on(signal, tail::stop);
        }
        tail.run(fromStart ? TailedFile.Start.ALL : TailedFile.Start.NEW);
    }

    /** Whether lines of the app were ever collected here. */
    public boolean collected(AppName app) {
        return Files.exists(Recent.newer(recent(), app.value())) || Files.exists(Recent.older(recent(), app.value()));
    }

    /** The recent lines of the app, oldest first. */
    public List<LogLine> recent(AppName app, Wanted wanted) {
        try (Following lines = following(app, wanted)) {
            return lines.next();
        }
    }

    /** The recent lines of the app, and then those that come. */
    public Following following(AppName app, Wanted wanted) {
        return new Following(app, wanted, new RecentReader(recent(), app.value(), wanted.takenMicros()));
    }

    /**
     * Shows the recent lines of the app and then those that come, until they are not read any more.
     *
     * @param show takes lines and answers whether it wants more
     */
    public void follow(AppName app, Wanted wanted, Predicate<List<LogLine>> show) {
        try (Following lines = following(app, wanted)) {
            for (List<LogLine> next = lines.next(); show.test(next); next = lines.next()) {
                if (next.isEmpty()) {
                    LockSupport.parkNanos(LOOK_AGAIN);
                }
            }
        }
    }

    static VektraException unreadable(AppName app, IOException e) {
        return VektraException.unavailable("cannot read the recent lines of " + app, String.valueOf(e.getMessage()), e);
    }

    private Path recent() {
        return new LogFiles(home).recent();
    }
}
