package vektra.monitors.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vektra.logs.collect.Feed;
import vektra.model.logs.LogLine;
import vektra.model.monitor.Event;
import vektra.model.name.AppName;
import vektra.monitors.Monitors;
import vektra.monitors.line.FerretForm;
import vektra.monitors.line.LineForm;
import vektra.monitors.line.VektraForm;
import vektra.monitors.log.LogFile;
import vektra.monitors.log.LogLimits;

/** Where the lines of monitors go: into the log of the home, to who watches, and to the drains of an app. For any thread. */
public final class Lines implements Consumer<Event>, AutoCloseable {
    private static final Duration LONGEST_FLUSH = Duration.ofSeconds(5);

    /** How lines are written for who watches and for drains; the log of the home always has Vektra's own form. */
    public enum Form {
        VEKTRA,
        FERRET
    }

    private final VektraForm own = new VektraForm(UnaryOperator.identity());
    private final LineForm form;
    private final @Nullable LogFile file;
    private final BiConsumer<String, String> watcher;
    private final @Nullable Function<String, Feed> feeds;
    private final Map<String, Feed> open = new HashMap<>();
    private final Clock clock;

    private Lines(
            Form form,
            @Nullable LogFile file,
            BiConsumer<String, String> watcher,
            @Nullable Function<String, Feed> feeds,
            Clock clock) {
        this.form = form == Form.FERRET ? new FerretForm(UnaryOperator.identity()) : own;
        this.file = file;
        this.watcher = watcher;
        this.feeds = feeds;
        this.clock = clock;
    }

    /**
     * Opens the ways.
     *
     * @param logged whether the log of the home takes them, from which uptime is read
     * @param app whose drains get them; null for none
     * @param watcher takes the name of the process and each line
     * @param warn takes what stands in the way of writing
     */
    public static Lines open(
            Monitors monitors,
            Form form,
            boolean logged,
            @Nullable AppName app,
            BiConsumer<String, String> watcher,
            Consumer<String> warn) {
        LogFile file = logged ? new LogFile(monitors.files(), LogLimits.USUAL, monitors.clock(), warn) : null;
        Function<String, Feed> feeds = app == null ? null : monitors.logs().feeds(app);
        return new Lines(form, file, watcher, feeds, monitors.clock());
    }

    @Override
    public synchronized void accept(Event event) {
        if (file != null) {
            file.append(own.line(event));
        }
        String process = event.attempt().monitor();
        List<String> lines = form.lines(event);
        lines.forEach(line -> watcher.accept(process, line));
        if (feeds != null && !lines.isEmpty()) {
            Feed feed = open.computeIfAbsent(process, this::opened);
            long micros = LogLine.micros(clock.instant());
            for (String line : lines) {
                byte[] bytes = line.getBytes(UTF_8);
                feed.add(micros, LogLine.OUTPUT, 0, false, bytes, 0, bytes.length);
            }
            feed.send();
        }
    }

    /** A router that takes nothing holds up no monitor. */
    private Feed opened(String process) {
        Feed feed = Objects.requireNonNull(feeds).apply(process);
        feed.lastCall(Duration.ZERO);
        return feed;
    }

    /** How many lines the log of the home lacks. */
    public long dropped() {
        return file == null ? 0 : file.dropped();
    }

    @Override
    public synchronized void close() {
        long end = System.nanoTime() + LONGEST_FLUSH.toNanos();
        for (Feed feed : open.values()) {
            feed.flush(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            feed.close();
        }
        if (file != null) {
            file.close();
        }
    }
}
