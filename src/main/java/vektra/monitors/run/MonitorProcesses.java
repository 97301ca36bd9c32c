package vektra.monitors.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.file.SmallFile;
import vektra.json.Json;
import vektra.model.monitor.Event;
import vektra.model.text.FileFailure;
import vektra.monitors.MonitorFiles;

/**
 * How the processes of the monitors stand, as the process that runs them noted it last.
 *
 * @param pid of that process; null when none runs now
 */
public record MonitorProcesses(@Nullable Long pid, List<One> all) {
    /**
     * A process of a monitor.
     *
     * @param name such as {@code monitors_git_clone.1}
     * @param source such as {@code git.clone}
     * @param since when the run began that is being made; null when none is
     * @param status how the last run ended, as the log has it; null when none has yet
     * @param at when that was
     */
    public record One(
            String name,
            String source,
            @Nullable Instant since,
            @Nullable String status,
            @Nullable Instant at,
            @Nullable String reason) {
        private static One of(Slot slot) {
            Event.Finish last = slot.last();
            return new One(
                    slot.process(),
                    slot.monitor().source(),
                    slot.since(),
                    last == null ? null : last.status().word(),
                    last == null ? null : last.at(),
                    last == null ? null : last.reason());
        }
    }

    static MonitorProcesses of(Iterable<Slot> slots) {
        List<One> all = new ArrayList<>();
        slots.forEach(slot -> all.add(One.of(slot)));
        all.sort(Comparator.comparing(One::name));
        return new MonitorProcesses(ProcessHandle.current().pid(), all);
    }

    /** Whether the process that ran the monitors ended without a word, and no other runs them. */
    public static boolean isLeftByKilled(MonitorFiles files) {
        return StarterLock.isLeft(files.lock());
    }

    /**
     * The processes that were noted last and are not among the names. For the one that runs the monitors: the file of its
     * lock is not looked at, since closing that releases the lock.
     */
    static List<One> besides(Collection<String> names, MonitorFiles files) {
        return noted(files, false).stream()
                .filter(one -> !names.contains(one.name()))
                .toList();
    }

    /** That of a home; no processes when there never were any. */
    public static MonitorProcesses read(MonitorFiles files) {
        Long pid = StarterLock.holder(files.lock()).orElse(null);
        return new MonitorProcesses(pid, noted(files, pid != null));
    }

    private static List<One> noted(MonitorFiles files, boolean running) {
        try {
            Object value = Json.parse(Files.readAllBytes(files.processes()));
            List<One> all = new ArrayList<>();
            if (value instanceof List<?> list) {
                list.forEach(each -> all.add(one(Json.object(each), running)));
            }
            return all;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw FileFailure.reading(files.processes(), e);
        }
    }

    private static One one(Map<String, Object> fields, boolean running) {
        return new One(
                String.valueOf(fields.get("name")),
                String.valueOf(fields.get("source")),
                running ? time(fields.get("since")) : null,
                text(fields.get("status")),
                time(fields.get("at")),
                text(fields.get("reason")));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable Instant time(@Nullable Object value) {
        return value == null ? null : Instant.parse(value.toString());
    }

    /** Replaces what is noted; it is worth nothing after a power cut and is not waited for. */
    void write(MonitorFiles files) throws IOException {
        List<Object> lines = new ArrayList<>();
        for (One one : all) {
            lines.add(Json.map(
                    "name", one.name(),
                    "source", one.source(),
                    "since", Json.time(one.since()),
                    "status", one.status(),
                    "at", Json.time(one.at()),
                    "reason", one.reason()));
        }
        Path fresh = files.folder().resolve("processes.new");
        try (OutputStream out = Channels.newOutputStream(Files.newByteChannel(
                fresh,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE),
                SmallFile.PRIVATE))) {
            out.write(Json.bytes(lines));
        }
        Files.move(fresh, files.processes(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
