package vektra.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.logs.line.Batch;
import vektra.logs.spool.LogFiles;
import vektra.model.logs.LogLine;
import vektra.model.logs.LogStream;
import vektra.model.name.AppName;

/**
 * Keeps the last lines of each app on disk, for people to look at: two files for an app, of which the older one goes when
 * the newer one is full. Nothing here is worth holding anything up: what cannot be written is left out. For any thread.
 */
final class Recent implements Consumer<Batch>, AutoCloseable {
    private static final long LONGEST = 2 << 20;
    private static final int MOST_APPS = 1000;
    private static final int MOST_OPEN = 64;
    private static final String OLDER = ".old";
    /** What was taken that long after it was written, as its sender says, is marked with when that was. */
    private static final long PROMPT_MICROS = 1_000_000;

    private static final LogStream NONE = new LogStream("", "", "", false);

    private final Path folder;
    private final Clock clock;
    /** The files in use, the one not used for longest first. */
    private final Map<String, Ring> open = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * The last lines of a home.
     *
     * @param folder holds them; made when there are some
     */
    Recent(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    static Path newer(Path folder, String app) {
        return folder.resolve(app);
    }

    static Path older(Path folder, String app) {
        return folder.resolve(app + OLDER);
    }

    @Override
    public void accept(Batch batch) {
        String app = batch.stream().app();
        if (AppName.isValid(app)) {
            long now = LogLine.micros(clock.instant());
            ByteBuffer mark = now - batch.micros() > PROMPT_MICROS
                    ? Batch.note("", NONE, 0, now, 0).bytes()
                    : ByteBuffer.allocate(0);
            ring(app).append(mark, batch.bytes());
        }
    }

    private synchronized Ring ring(String app) {
        Ring ring = open.get(app);
        if (ring == null) {
            ring = new Ring(app);
            open.put(app, ring);
            if (open.size() > MOST_OPEN) {
                Iterator<Ring> longest = open.values().iterator();
                longest.next().close();
                longest.remove();
            }
            if (!Files.exists(newer(folder, app))) {
                makeRoom();
            }
        }
        return ring;
    }

    /** Forgets the app that has been silent for longest when there are too many. */
    private void makeRoom() {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> apps = new ArrayList<>(
                    all.filter(file -> !file.toString().endsWith(OLDER)).toList());
            if (apps.size() >= MOST_APPS) {
                Path silent =
                        apps.stream().min(Comparator.comparing(Recent::written)).orElseThrow();
                Files.deleteIfExists(silent);
                Files.deleteIfExists(older(folder, silent.getFileName().toString()));
            }
        } catch (IOException e) {
            // no folder yet, or none that can be read
        }
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    @Override
    public synchronized void close() {
        open.values().forEach(Ring::close);
        open.clear();
    }

    /** The two files of one app. */
    private final class Ring {
        private final String app;
        private @Nullable FileChannel channel;
        private long length;

        Ring(String app) {
            this.app = app;
        }

        synchronized void append(ByteBuffer mark, ByteBuffer record) {
            try {
                FileChannel to = channel == null ? open() : channel;
                length += mark.remaining() + record.remaining();
                while (record.hasRemaining()) {
                    to.write(mark.hasRemaining() ? mark : record);
                }
                if (length >= LONGEST) {
                    close();
                    Files.move(newer(folder, app), older(folder, app), StandardCopyOption.REPLACE_EXISTING);
                }
            } catch (IOException e) {
                close();
            }
        }

        private FileChannel open() throws IOException {
            LogFiles.make(folder);
            FileChannel opened = LogFiles.append(newer(folder, app));
            channel = opened;
            length = opened.size();
            return opened;
        }

        synchronized void close() {
            FileChannel closing = channel;
            channel = null;
            try {
                if (closing != null) {
                    closing.close();
                }
            } catch (IOException e) {
                // what was written is written
            }
        }
    }
}
