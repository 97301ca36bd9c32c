package vektra.store.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vektra.model.Audited;
import vektra.model.Failpoint;
import vektra.model.text.FileFailure;
import vektra.model.text.VektraException;
import vektra.spi.Locks;
import vektra.store.disk.Disk;
import vektra.store.disk.Tail;
import vektra.store.format.Node;

/**
 * The files of the audit: {@code audit.jsonl}, to which every process adds lines under one lock, and those that became
 * full, named by the moment of that, which nothing here deletes.
 */
public record AuditLog(Path home, Locks locks, Clock clock) {
    /** So many bytes a file has at most. */
    static final long FULL = 16 << 20;

    private static final Locks.Name LOCK = Locks.Name.alone(Locks.Name.Kind.SERVER, "audit");
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("'audit-'yyyyMMdd'T'HHmmssSSS'Z.jsonl'").withZone(ZoneOffset.UTC);

    private AuditFiles files() {
        return new AuditFiles(home);
    }

    private Path file() {
        return files().current();
    }

    /**
     * Adds a line; it is on the disk when this returns.
     *
     * @param again whether it may be there already, in whichever file
     */
    @SuppressWarnings("try") // the lock is held, not used
    void add(Image.Text line, boolean again) {
        boolean fresh = false;
        Optional<FileChannel> written = Optional.empty();
        try {
            try (Locks.Held held = locks.hold(List.of(LOCK))) {
                if (!again || !has(line.text().strip())) {
                    byte[] bytes = line.bytes();
                    cutTorn();
                    fresh = rotated(bytes.length) || !Files.exists(file());
                    written = Optional.of(appended(bytes));
                }
            }
            if (written.isPresent()) {
                written.get().force(true);
            }
            if (fresh) {
                Disk.sync(home);
            }
        } catch (IOException e) {
            throw FileFailure.writing(file(), e);
        } finally {
            written.ifPresent(AuditLog::close);
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opened to append, which a file that nothing else is allowed on allows. */
    private FileChannel appended(byte[] line) throws IOException {
        FileChannel channel = FileChannel.open(
                file(), Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), Disk.ownerOnly());
        try {
            ByteBuffer buffer = ByteBuffer.wrap(line);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            Failpoint.reached("store: audit line added");
            return channel;
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    /** Cuts off a line without an end, which a full disk or a power failure left: its change is still in the journal. */
    private void cutTorn() throws IOException {
        Tail tail = Tail.of(file()).orElse(null);
        byte[] last = tail == null ? new byte[0] : tail.line();
        if (tail != null && last.length > 0 && last[last.length - 1] != '\n') {
            try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
                channel.truncate(tail.length() - last.length);
            }
        }
    }

    /** Gives a file that the line would make too long its other name; one that cannot be renamed grows on. */
    private boolean rotated(int more) throws IOException {
        if (!Files.isRegularFile(file()) || Files.size(file()) + more <= FULL) {
            return false;
        }
        Instant now = clock.instant();
        List<String> names = files().full();
        String name = fullName(now);
        while (!names.isEmpty() && name.compareTo(names.get(0)) <= 0) {
            // the clock was set back, or this is the same millisecond: names stay in the order of their lines
            now = MOMENT.parse(names.get(0), Instant::from).plusMillis(1);
            name = fullName(now);
        }
        try {
            Files.move(file(), home.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            return false;
        }
        Failpoint.reached("store: audit rotated");
        return true;
    }

    /** What a file is called that was full then. */
    public static String fullName(Instant then) {
        return MOMENT.format(then);
    }

    private boolean has(String wanted) {
        AuditFiles files = files();
        for (Path file : files.all(files.full())) {
            try (BufferedReader lines = AuditFiles.reader(file)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.equals(wanted)) {
                        return true;
                    }
                }
            } catch (NoSuchFileException e) {
                // an administrator deleted it just now
            } catch (IOException e) {
                throw FileFailure.reading(file, e);
            }
        }
        return false;
    }

    /** The lines wanted, the newest first; looks again when a file became full meanwhile. */
    public List<Audited> read(Audited.Wanted wanted) {
        while (true) {
            List<String> full = files().full();
            List<Audited> found = found(files().all(full), wanted);
            if (full.equals(files().full())) {
                return found;
            }
        }
    }

    private static List<Audited> found(List<Path> files, Audited.Wanted wanted) {
        List<Audited> found = new ArrayList<>();
        boolean begun = wanted.before() == null;
        for (Path file : files) {
            Page page = page(file, wanted, wanted.most() - found.size(), begun);
            begun |= page.reached();
            if (begun) {
                found.addAll(page.lines());
            }
            if (found.size() >= wanted.most()) {
                break;
            }
        }
        if (!begun) {
            throw Audit.unknown(wanted);
        }
        return found;
    }

    /**
     * The last lines wanted of one file.
     *
     * @param reached whether it has the line that those wanted are older than
     */
    private record Page(List<Audited> lines, boolean reached) {}

    private static Page page(Path file, Audited.Wanted wanted, int most, boolean begun) {
        Deque<Audited> last = new ArrayDeque<>();
        String app = wanted.app() == null ? "" : "\"" + wanted.app() + "\"";
        String mark = begun ? null : "\"change\":\"" + wanted.before() + "\"";
        boolean reached = false;
        try (BufferedReader lines = AuditFiles.reader(file)) {
            for (String line = lines.readLine(); line != null && !reached; line = lines.readLine()) {
                reached = mark != null && line.contains(mark);
                if (!reached && line.contains(app)) {
                    parsed(file, line).filter(wanted::has).ifPresent(last::addFirst);
                    if (last.size() > most) {
                        last.removeLast();
                    }
                }
            }
        } catch (NoSuchFileException e) {
            // an administrator deleted it just now
        } catch (IOException e) {
            throw FileFailure.reading(file, e);
        }
        return new Page(new ArrayList<>(last), reached);
    }

    /** A line that was cut off, or that a newer version wrote, is passed over. */
    private static Optional<Audited> parsed(Path file, String line) {
        try {
            return Optional.of(Node.read(file, line.getBytes(UTF_8), Audit::read));
        } catch (VektraException e) {
            return Optional.empty();
        }
    }
}
