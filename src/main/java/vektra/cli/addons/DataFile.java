package vektra.cli.addons;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.cli.command.Invocation;
import vektra.cli.terminal.Output;
import vektra.model.Failpoint;
import vektra.model.text.FileFailure;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** The file or stream that an export goes to, or an import comes from. */
public final class DataFile {
    private static final int BUFFER = 1 << 16;
    private static final String STREAM = "-";

    private final Invocation with;
    private final @Nullable Path file;

    private DataFile(Invocation with, @Nullable Path file) {
        this.with = with;
        this.file = file;
    }

    /** @param name null or {@code -} for a stream of the process */
    public static DataFile of(Invocation with, @Nullable String name) {
        try {
            return new DataFile(
                    with,
                    name == null || name.equals(STREAM) ? null : with.folder().resolve(name));
        } catch (InvalidPathException e) {
            throw VektraException.invalid(Shown.quoted(name == null ? "" : name) + " is not the name of a file", null);
        }
    }

    public boolean isStream() {
        return file == null;
    }

    /** Refuses to mix the data with JSON. */
    public void refuseBesideJson(boolean wantsJson, String instead) {
        if (wantsJson && isStream()) {
            throw VektraException.invalid("--json and the data cannot both go to standard output", instead);
        }
    }

    /** Says what was written, and where; on stderr if the data went to stdout. */
    public static void announce(String done, String file, Output out) {
        if (file.equals(STREAM)) {
            out.say(done);
        } else {
            out.line(done + " to " + file);
        }
    }

    /** Refuses a file that is there already, unless it is a pipe or a device. */
    public void refuseOverwriting() {
        if (file != null && (Files.isRegularFile(file) || Files.isDirectory(file))) {
            throw VektraException.conflict(Shown.quoted(file.toString()) + " is there already", "name a new file");
        }
    }

    /** Has the data written: to stdout, or to a file that is there as a whole, on the disk, or not at all. */
    public void write(Consumer<OutputStream> writing) {
        try {
            if (file == null) {
                flushed(Channels.newOutputStream(with.terminal().streams().out()), writing);
            } else if (Files.exists(file) && !Files.isRegularFile(file)) {
                special(file, writing);
            } else {
                whole(Files.exists(file) ? file.toRealPath() : file, writing);
            }
        } catch (UncheckedIOException e) {
            IOException cause = e.getCause();
            throw unwritten(cause == null ? new IOException(e) : cause);
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    private static VektraException unwritten(IOException e) {
        return VektraException.unavailable("the data cannot be written: " + FileFailure.reason(e), null, e);
    }

    private static void flushed(OutputStream to, Consumer<OutputStream> writing) throws IOException {
        BufferedOutputStream out = new BufferedOutputStream(to, BUFFER);
        writing.accept(out);
        out.flush();
    }

    /** A pipe or a device; a folder is INVALID. */
    private static void special(Path file, Consumer<OutputStream> writing) throws IOException {
        if (Files.isDirectory(file)) {
            throw VektraException.invalid(Shown.quoted(file.toString()) + " is a folder", "name a file in it");
        }
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
            flushed(out, writing);
        }
    }

    private static void whole(Path file, Consumer<OutputStream> writing) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw VektraException.invalid("there is no folder " + Shown.quoted(folder.toString()), "create it");
        }
        Path part = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                    part,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                flushed(Channels.newOutputStream(channel), writing);
                channel.force(true);
            }
            Failpoint.reached("export: written");
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            if (folder != null) {
                try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
                    entries.force(true);
                }
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Passes on the contents of the file, or stdin, to be read once. */
    public <T> T stream(Function<InputStream, T> reading) {
        if (file == null) {
            return reading.apply(
                    Channels.newInputStream(with.terminal().streams().in()));
        }
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw VektraException.invalid(
                    "cannot read " + Shown.quoted(file.toString()), "name a file, or - for standard input");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return reading.apply(in);
        } catch (IOException e) {
            throw VektraException.unavailable("cannot read " + file + ": " + FileFailure.reason(e), null, e);
        }
    }

    /** Hands over the file or folder; what comes from stdin is put into a file, 0600, that goes afterwards. */
    <T> T read(Function<Path, T> reading) {
        if (file != null) {
            if (!Files.isReadable(file)) {
                throw VektraException.invalid(
                        "cannot read " + Shown.quoted(file.toString()), "name a file, or - for standard input");
            }
            return reading.apply(regular(file));
        }
        try {
            Path spooled = Files.createTempFile("vektra-import", null);
            try {
                Spooled.copy(Channels.newInputStream(with.terminal().streams().in()), spooled, Spooled::room);
                return reading.apply(spooled);
            } finally {
                Files.deleteIfExists(spooled);
            }
        } catch (IOException e) {
            throw VektraException.unavailable("standard input cannot be read: " + FileFailure.reason(e), null, e);
        }
    }

    /** A pipe could be read only once. */
    private static Path regular(Path file) {
        if (!Files.isRegularFile(file) && !Files.isDirectory(file)) {
            throw VektraException.invalid(
                    Shown.quoted(file.toString()) + " is neither a file nor a folder", "for a pipe: - < PIPE");
        }
        return file;
    }
}
