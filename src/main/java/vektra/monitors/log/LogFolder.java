package vektra.monitors.log;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import vektra.file.Listing;
import vektra.file.SmallFile;
import vektra.file.Synced;

/**
 * The files of a log: {@code current}, and beside it older ones that are named by the time of their end, so that their
 * names are in the order of their lines.
 */
public record LogFolder(Path folder) {
    private static final String PLAIN = ".log";
    private static final String PACKED = ".log.gz";
    /** What is being made; of one that was cut off nothing is kept. */
    private static final String MAKING = ".log.gz.new";

    private static final Set<OpenOption> ANEW =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);

    private static final int BUFFER = 1 << 16;

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    Path current() {
        return folder.resolve("current");
    }

    /** By what a file is known, also when another has its name later; null when there is none. */
    static @Nullable Object key(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** The files with lines, oldest first; one that is there both ways was not deleted yet after it was compressed. */
    public List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path file : listing()) {
            String name = name(file);
            boolean twice = name.endsWith(PLAIN) && Files.exists(file.resolveSibling(name + ".gz"));
            if (name.endsWith(PACKED) || (name.endsWith(PLAIN) && !twice)) {
                files.add(file);
            }
        }
        if (Files.exists(current())) {
            files.add(current());
        }
        return files;
    }

    private List<Path> listing() throws IOException {
        try {
            return Listing.of(folder);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** Gives the current file its later name, behind those of the others also when the clock went back. */
    void rename(Instant now) throws IOException {
        Instant at = now;
        for (Path file : listing()) {
            Instant other = named(file);
            at = other.isBefore(at) ? at : other.plusMillis(1);
        }
        Files.move(current(), folder.resolve(NAME.format(at) + PLAIN), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The time that a file is named by; one long ago when it is by none. */
    private static Instant named(Path file) {
        try {
            return NAME.parse(name(file).replaceFirst("\\.log(\\.gz)?$", ""), Instant::from);
        } catch (DateTimeException e) {
            return Instant.MIN;
        }
    }

    /** Compresses what is not, also what a process left that was killed, and drops the oldest beyond the total. */
    void tidy(long total) throws IOException {
        for (Path file : listing()) {
            if (name(file).endsWith(MAKING)) {
                Files.deleteIfExists(file);
            }
        }
        for (Path file : listing()) {
            if (name(file).endsWith(PLAIN)) {
                compress(file);
            }
        }
        long sum = 0;
        List<Path> files = listing();
        for (int i = files.size() - 1; i >= 0; i--) {
            if (name(files.get(i)).endsWith(PACKED)) {
                sum += Files.size(files.get(i));
                if (sum > total) {
                    Files.delete(files.get(i));
                }
            }
        }
    }

    private void compress(Path file) throws IOException {
        Path packed = folder.resolve(name(file) + ".gz");
        if (!Files.exists(packed)) {
            Path making = folder.resolve(name(file) + ".gz.new");
            try (InputStream in = new FileInputStream(file.toFile());
                    FileChannel bytes = FileChannel.open(making, ANEW, SmallFile.PRIVATE);
                    OutputStream out = new GZIPOutputStream(Channels.newOutputStream(bytes), BUFFER)) {
                in.transferTo(out);
                out.flush();
            } catch (IOException e) {
                Files.deleteIfExists(making);
                throw e;
            }
            Files.move(making, packed, StandardCopyOption.ATOMIC_MOVE);
            Synced.entries(folder);
        }
        Files.delete(file);
    }
}
