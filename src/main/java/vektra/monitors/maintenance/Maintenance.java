package vektra.monitors.maintenance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vektra.file.ProcessLock;
import vektra.file.SmallFile;
import vektra.json.Json;
import vektra.model.text.FileFailure;
import vektra.monitors.MonitorFiles;
import vektra.monitors.Monitors;
import vektra.spi.Deed;

/**
 * The windows of maintenance of a home: a line of JSON each, oldest first.
 *
 * @param audit takes what was changed
 */
public record Maintenance(MonitorFiles files, Consumer<Deed> audit) {
    /** For those who only ask, or whose changes are not worth a line. */
    public Maintenance(MonitorFiles files) {
        this(files, deed -> {});
    }

    public static Maintenance of(Monitors monitors) {
        return new Maintenance(monitors.files(), monitors.audit());
    }

    /** All windows, also those that are over. */
    public List<Window> windows() {
        try {
            return read();
        } catch (IOException e) {
            throw FileFailure.reading(files.maintenance(), e);
        }
    }

    /** Whether a source is in maintenance. */
    public boolean covers(String source, Instant at) {
        return windows().stream().anyMatch(window -> window.covers(source, at));
    }

    /** Adds a window. */
    public Window start(Window window) {
        change(windows -> {
            List<Window> all = new ArrayList<>(windows);
            all.add(window);
            return all;
        });
        note("begun", List.of(window));
        return window;
    }

    /**
     * Ends the windows that go on, and drops those that have not begun.
     *
     * @param sources those of exactly these sources; all when empty
     * @return the windows that were ended or dropped, as they are now
     */
    public List<Window> stop(List<String> sources, Instant now) {
        List<Window> ended = new ArrayList<>();
        change(windows -> {
            List<Window> open = open(windows, sources, now);
            open.forEach(window -> ended.add(window.until(now)));
            List<Window> all = new ArrayList<>();
            for (Window window : windows) {
                if (!open.contains(window)) {
                    all.add(window);
                } else if (window.from().isBefore(now)) {
                    all.add(window.until(now));
                }
            }
            return all;
        });
        if (!ended.isEmpty()) {
            note("ended", ended);
        }
        return ended;
    }

    /** Those that {@link #stop} would end or drop. */
    public List<Window> open(List<String> sources, Instant now) {
        return open(windows(), sources, now);
    }

    private static List<Window> open(List<Window> windows, List<String> sources, Instant now) {
        return windows.stream()
                .filter(window -> window.to() == null || window.to().isAfter(now))
                .filter(window -> sources.isEmpty() || Set.copyOf(sources).equals(Set.copyOf(window.sources())))
                .toList();
    }

    private void note(String field, List<Window> windows) {
        audit.accept(Deed.of("monitors:maintenance")
                .with(field, windows.stream().map(Window::words).toList()));
    }

    /** One process after the other, so that none undoes what another has done. */
    @SuppressWarnings("try") // a lock is held, and not used
    private void change(UnaryOperator<List<Window>> change) {
        try (ProcessLock held = ProcessLock.take(files.maintenanceLock())) {
            StringBuilder text = new StringBuilder();
            for (Window window : change.apply(read())) {
                text.append(Json.line(json(window))).append('\n');
            }
            SmallFile.replace(files.maintenance(), text.toString());
        } catch (IOException e) {
            throw FileFailure.writing(files.maintenance(), e);
        }
    }

    private List<Window> read() throws IOException {
        List<Window> windows = new ArrayList<>();
        for (String line : SmallFile.lines(files.maintenance())) {
            windows.add(window(Json.object(Json.parse(line.getBytes(UTF_8)))));
        }
        return windows;
    }

    private static Window window(Map<String, Object> line) throws IOException {
        try {
            Object to = line.get("to");
            Object sources = line.get("sources");
            Object reason = line.get("reason");
            return new Window(
                    Instant.parse(String.valueOf(line.get("from"))),
                    to == null ? null : Instant.parse(to.toString()),
                    sources instanceof List<?> list
                            ? list.stream().map(String::valueOf).toList()
                            : List.of(),
                    reason == null ? null : reason.toString());
        } catch (DateTimeParseException e) {
            throw new IOException("a line of it is no window", e);
        }
    }

    /** A window as the file and commands have it. */
    public static Map<String, @Nullable Object> json(Window window) {
        return Json.map(
                "from",
                Json.time(window.from()),
                "to",
                Json.time(window.to()),
                "sources",
                window.sources(),
                "reason",
                window.reason());
    }
}
