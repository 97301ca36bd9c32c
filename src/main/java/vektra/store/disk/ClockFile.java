package vektra.store.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.model.text.VektraException;

/**
 * {@code clock}: when the home was last used, by the clock and by how long the machine had run, so that a clock that runs
 * far ahead is not believed at once. A second line is a time that was not believed yet.
 */
public final class ClockFile {
    /** How far the clock may be ahead of what is known: it counts for hours of sleep and for corrections. */
    static final Duration LEEWAY = Duration.ofDays(1);
    /** How long it must stay ahead to be believed. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration FRESH = Duration.ofHours(1);
    private static final Pattern LINE = Pattern.compile("(-?[0-9]{1,15}) ([0-9a-f-]{0,36}) ([0-9]{1,15})");

    /** Of two lines at most. */
    private static final int LENGTH = 2 * (15 + 1 + 36 + 1 + 15 + 1);

    private final Path home;
    private final Uptime uptime;

    public ClockFile(Path home, Uptime uptime) {
        this.home = home;
        this.uptime = uptime;
    }

    /** How long the machine has run, which no change of its clock changes. */
    interface Uptime {
        /** What differs after each start of the machine. */
        String boot();

        Duration up();
    }

    private record Moment(Instant at, String boot, Duration up) {
        private boolean sameBoot(Moment earlier) {
            return boot.equals(earlier.boot) && up.compareTo(earlier.up) >= 0;
        }

        /** Whether the clock went further than the machine has run since; what passed before its start is not known. */
        private boolean isAheadOf(Moment earlier) {
            Duration passed = sameBoot(earlier) ? up.minus(earlier.up) : Duration.ZERO;
            return at.isAfter(earlier.at.plus(passed).plus(LEEWAY));
        }

        private boolean goesOn(Moment earlier) {
            return sameBoot(earlier) && !at.isBefore(earlier.at) && !isAheadOf(earlier);
        }

        private String line() {
            return at.toEpochMilli() + " " + boot + " " + up.toMillis() + "\n";
        }
    }

    /**
     * When the home was last used, if this time is too far ahead of it to be believed; else empty.
     *
     * @param matters whether anything depends on it; asked only when that counts
     * @param keep whether to write down what was seen
     */
    public Optional<Instant> ahead(Instant now, BooleanSupplier matters, boolean keep) {
        List<Moment> seen = read();
        if (seen.size() == 1 && isFresh(now, seen.get(0))) {
            return Optional.empty();
        }
        Moment current = moment(now);
        if (seen.isEmpty() || !matters.getAsBoolean() || !current.isAheadOf(seen.get(0))) {
            write(keep, current);
            return Optional.empty();
        }
        Moment trusted = seen.get(0);
        boolean goesOn = seen.size() > 1 && current.goesOn(seen.get(1));
        if (goesOn && current.up.minus(seen.get(1).up).compareTo(PATIENCE) >= 0) {
            write(keep, current);
            return Optional.empty();
        }
        if (!goesOn) {
            write(keep, trusted, current);
        }
        return Optional.of(trusted.at);
    }

    /** Takes that time for right. */
    public void believe(Instant now) {
        write(true, moment(now));
    }

    private static boolean isFresh(Instant now, Moment last) {
        return !now.isBefore(last.at) && now.isBefore(last.at.plus(FRESH));
    }

    private Moment moment(Instant now) {
        return new Moment(now, uptime.boot(), uptime.up());
    }

    /** A file that is damaged knows nothing. */
    private List<Moment> read() {
        List<Moment> moments = new ArrayList<>();
        String text = HomeOwner.isAnothers(home)
                ? ""
                : Disk.read(file()).map(bytes -> new String(bytes, UTF_8)).orElse("");
        for (String line : text.lines().toList()) {
            Matcher parts = LINE.matcher(line);
            if (parts.matches()) {
                moments.add(new Moment(
                        Instant.ofEpochMilli(Long.parseLong(parts.group(1))),
                        parts.group(2),
                        Duration.ofMillis(Long.parseLong(parts.group(3)))));
            }
        }
        return moments;
    }

    private void write(boolean keep, Moment... moments) {
        if (!keep || !Files.isDirectory(home) || HomeOwner.isAnothers(home)) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        for (Moment moment : moments) {
            lines.append(moment.line());
        }
        // always as long, so that one write replaces the whole and a crash leaves nothing beside it
        lines.append("\n".repeat(LENGTH - lines.length()));
        try {
            Disk.append(file(), 0, lines.toString().getBytes(UTF_8));
        } catch (VektraException readOnly) {
            // then nothing in it can be ended either
        }
    }

    private Path file() {
        return home.resolve(Paths.CLOCK);
    }

    /** As Linux reports it; elsewhere, as the Java machine does. */
    public static final class OfMachine implements Uptime {
        @Override
        public String boot() {
            return first("/proc/sys/kernel/random/boot_id").strip();
        }

        @Override
        public Duration up() {
            String text = first("/proc/uptime");
            String seconds = text.substring(0, Math.max(0, text.indexOf(' ')));
            return seconds.isEmpty()
                    ? Duration.ofNanos(Math.max(0, System.nanoTime()))
                    : Duration.ofMillis((long) (Double.parseDouble(seconds) * 1000));
        }

        private static String first(String file) {
            try {
                return Files.readString(Path.of(file));
            } catch (IOException e) {
                return "";
            }
        }
    }
}
