package vektra.monitors.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.logs.Logs;
import vektra.logs.collect.Feed;
import vektra.model.logs.LogLine;
import vektra.model.logs.LogStream;
import vektra.model.name.AppName;
import vektra.model.text.VektraException;
import vektra.monitors.Monitors;

/**
 * The way of lines to drains: to those of an app, or, as lines of Vektra itself, to those of all apps as long as there are
 * some. Not for several threads at once.
 */
public final class Shipping {
    private static final Duration LONGEST_FLUSH = Duration.ofSeconds(5);
    private static final long LOOK_EVERY = TimeUnit.SECONDS.toNanos(10);

    private final @Nullable Function<String, Feed> feeds;
    private final BooleanSupplier wanted;
    private final Clock clock;
    private final Map<String, Feed> open = new HashMap<>();
    private boolean isWanted;
    private long look = System.nanoTime();

    private Shipping(@Nullable Function<String, Feed> feeds, BooleanSupplier wanted, Clock clock) {
        this.feeds = feeds;
        this.wanted = wanted;
        this.clock = clock;
    }

    /** To the drains of an app; to none without one. */
    public static Shipping of(Monitors monitors, @Nullable AppName app) {
        return new Shipping(app == null ? null : monitors.logs().feeds(app), () -> true, monitors.clock());
    }

    /** To the drains of an app; without one, to those of all apps. */
    public static Shipping anywhere(Monitors monitors, @Nullable AppName app) {
        Logs logs = monitors.logs();
        AppName vektra = new AppName(LogStream.VEKTRA);
        return app != null
                ? of(monitors, app)
                : new Shipping(logs.feeds(vektra), () -> logs.wanted(vektra), monitors.clock());
    }

    void ship(String process, List<String> lines) {
        if (feeds == null || lines.isEmpty() || !isWanted()) {
            return;
        }
        Feed feed = open.computeIfAbsent(process, name -> opened(feeds, name));
        long micros = LogLine.micros(clock.instant());
        for (String line : lines) {
            byte[] bytes = line.getBytes(UTF_8);
            feed.add(micros, LogLine.OUTPUT, 0, false, bytes, 0, bytes.length);
        }
        feed.send();
    }

    /** Asked now and then only: drains are files of the home. */
    private boolean isWanted() {
        long now = System.nanoTime();
        if (now - look >= 0) {
            look = now + LOOK_EVERY;
            try {
                isWanted = wanted.getAsBoolean();
            } catch (VektraException e) {
                // a file of the home that cannot be read just now: all stays as it is
                return isWanted;
            }
        }
        return isWanted;
    }

    /** A router that takes nothing holds up no monitor. */
    private static Feed opened(Function<String, Feed> feeds, String process) {
        Feed feed = feeds.apply(process);
        feed.lastCall(Duration.ZERO);
        return feed;
    }

    /** Waits a little for what is on its way, and says what was lost. */
    void close(Consumer<String> warn) {
        long end = System.nanoTime() + LONGEST_FLUSH.toNanos();
        long missing = 0;
        for (Feed feed : open.values()) {
            feed.flush(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            missing += feed.missing();
            feed.close();
        }
        if (missing > 0) {
            warn.accept(Logs.uncollected(missing));
        }
    }
}
