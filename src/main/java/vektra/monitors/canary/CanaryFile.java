package vektra.monitors.canary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.file.ProcessLock;
import vektra.file.SmallFile;
import vektra.json.Json;
import vektra.model.name.AppName;
import vektra.model.name.Id;
import vektra.model.text.FileFailure;
import vektra.model.text.VektraException;
import vektra.monitors.MonitorFiles;

/** Which canaries a home has. One process at a time changes that; what a dry run would record is not written. */
public final class CanaryFile {
    private static final int VERSION = 1;
    private static final long PAUSE_MILLIS = 100;

    private final MonitorFiles files;
    private final boolean planning;
    /** What the file would hold after a dry run; null as long as that changes nothing. */
    private @Nullable List<Canary> planned;

    public CanaryFile(MonitorFiles files, boolean planning) {
        this.files = files;
        this.planning = planning;
    }

    /** All that are recorded, the oldest first; a file that cannot be read is UNAVAILABLE, and is never overwritten. */
    public List<Canary> read() {
        if (planned != null) {
            return planned;
        }
        byte[] content;
        try {
            content = Files.readAllBytes(files.canaries());
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw unreadable(e);
        }
        try {
            return canaries(content);
        } catch (IOException | VektraException | DateTimeException | InvalidPathException | NullPointerException e) {
            throw unreadable(e);
        }
    }

    private static List<Canary> canaries(byte[] text) throws IOException {
        Map<String, Object> content = Json.object(Json.parse(text));
        if (!String.valueOf(VERSION).equals(String.valueOf(content.get("version")))) {
            throw new IOException("it was not written by this version of Vektra");
        }
        List<Canary> all = new ArrayList<>();
        if (content.get("canaries") instanceof List<?> list) {
            list.forEach(each -> all.add(canary(Json.object(each))));
        }
        return all;
    }

    private VektraException unreadable(Exception cause) {
        return cause instanceof IOException e
                ? FileFailure.reading(files.canaries(), e)
                : VektraException.unavailable(
                        "cannot read " + files.canaries() + ": " + cause.getMessage(), null, cause);
    }

    private static Canary canary(Map<String, Object> fields) {
        return new Canary(
                new Id(text(fields, "id")),
                text(fields, "tag"),
                new AppName(text(fields, "name")),
                text(fields, "service"),
                Path.of(text(fields, "folder")),
                Instant.parse(text(fields, "made")),
                Instant.parse(text(fields, "expires")),
                Boolean.TRUE.equals(fields.get("whole")),
                fields.containsKey("replaces") ? new AppName(text(fields, "replaces")) : null);
    }

    private static String text(Map<String, Object> fields, String name) {
        return Objects.requireNonNull(fields.get(name), name + " is missing").toString();
    }

    /** Lets this process alone change what is recorded, once no other does; CONFLICT when that takes longer. */
    Held hold(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<Held> held = tryHold();
            if (held.isPresent()) {
                return held.get();
            }
            if (System.nanoTime() - end >= 0) {
                throw VektraException.conflict("another process is making or destroying canaries", "try again");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw VektraException.unavailable("interrupted", null, e);
        }
    }

    /** The same without waiting; empty while another process does. */
    Optional<Held> tryHold() {
        if (planning) {
            return Optional.of(new Held(null));
        }
        return ProcessLock.tryTake(files.canaryLock()).map(Held::new);
    }

    /** The right to change what is recorded; it ends with the process. */
    final class Held implements AutoCloseable {
        private final @Nullable ProcessLock lock;

        private Held(@Nullable ProcessLock lock) {
            this.lock = lock;
        }

        List<Canary> all() {
            return read();
        }

        /** Records a canary, also as it now is. What was returned from survives a power cut. */
        void put(Canary canary) {
            List<Canary> all = new ArrayList<>(read());
            all.replaceAll(known -> known.id().equals(canary.id()) ? canary : known);
            if (!all.contains(canary)) {
                all.add(canary);
            }
            write(all);
        }

        /** Forgets one of which nothing is left. */
        void drop(Canary gone) {
            List<Canary> all = new ArrayList<>(read());
            all.removeIf(known -> known.id().equals(gone.id()));
            write(all);
        }

        @Override
        public void close() {
            if (lock != null) {
                lock.close();
            }
        }
    }

    private void write(List<Canary> all) {
        if (planning) {
            planned = List.copyOf(all);
            return;
        }
        List<Object> list = new ArrayList<>();
        for (Canary canary : all) {
            list.add(fields(canary));
        }
        try {
            SmallFile.replace(files.canaries(), Json.page(Json.map("version", VERSION, "canaries", list)));
        } catch (IOException e) {
            throw FileFailure.writing(files.canaries(), e);
        }
    }

    private static Map<String, @Nullable Object> fields(Canary canary) {
        Map<String, @Nullable Object> fields = Json.map(
                "id", canary.id().value(),
                "tag", canary.tag(),
                "name", canary.name().value(),
                "service", canary.service(),
                "folder", canary.folder().toString(),
                "made", Json.time(canary.made()),
                "expires", Json.time(canary.expires()),
                "whole", canary.whole());
        AppName replaces = canary.replaces();
        if (replaces != null) {
            fields.put("replaces", replaces.value());
        }
        return fields;
    }
}
