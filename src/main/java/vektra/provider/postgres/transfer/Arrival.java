package vektra.provider.postgres.transfer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import vektra.model.service.Client;
import vektra.model.text.Kind;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.program.Child;
import vektra.provider.postgres.dump.Foreign;

/**
 * A dump of another system, read as SQL: plain, perhaps packed by gzip, or whatever pg_restore reads, which prints it.
 *
 * @param file a folder for the directory format
 */
public record Arrival(PostgresPrograms programs, Path file) {
    private static final int BUFFER = 1 << 16;
    private static final int HEAD = 1 << 13;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] CUSTOM = "PGDMP".getBytes(StandardCharsets.US_ASCII);
    /** The first file of the tar format, as a tar archive names it. */
    private static final byte[] TAR = "toc.dat\0".getBytes(StandardCharsets.US_ASCII);

    /** Reads all of it, and returns what it would do; what is no dump, or asks for too much, is INVALID. */
    public Foreign look() {
        Foreign found = new Foreign();
        read(found::read);
        found.requireWhole();
        found.extensions().keySet().forEach(Extensions::refuseUnlessAllowed);
        return found;
    }

    /** Hands over the SQL. */
    void read(Child.Hearing hearing) {
        try {
            byte[] head = head();
            if (Files.isDirectory(file) || starts(head, CUSTOM) || starts(head, TAR)) {
                restored(hearing);
            } else if (starts(head, GZIP)) {
                try (InputStream in = new GZIPInputStream(Files.newInputStream(file), BUFFER)) {
                    hearing.hear(in);
                }
            } else {
                plain(head, hearing);
            }
        } catch (IOException e) {
            throw new VektraException(
                    Kind.INVALID, Shown.quoted(file.toString()) + " cannot be read: " + e.getMessage(), null, e);
        }
    }

    private void plain(byte[] head, Child.Hearing hearing) throws IOException {
        for (byte each : head) {
            if (each == 0) {
                throw VektraException.invalid(
                        Shown.quoted(file.toString()) + " is neither SQL nor a dump of pg_dump",
                        "pg_dump makes one, in any of its formats");
            }
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            hearing.hear(in);
        }
    }

    private void restored(Child.Hearing hearing) {
        List<String> command = new ArrayList<>(programs.newest(Dumps.RESTORE));
        command.addAll(List.of("--file=-", "--no-owner", "--no-acl", file.toString()));
        try {
            PostgresPrograms.child(new Client(command, Map.of())).run(InputStream.nullInputStream(), hearing, () -> {});
        } catch (VektraException e) {
            throw e.kind() == Kind.UNAVAILABLE && String.valueOf(e.getMessage()).startsWith(Dumps.RESTORE)
                    ? new VektraException(Kind.INVALID, String.valueOf(e.getMessage()), null, e)
                    : e;
        }
    }

    private byte[] head() throws IOException {
        if (Files.isDirectory(file)) {
            if (!Files.exists(file.resolve("toc.dat"))) {
                throw VektraException.invalid(
                        Shown.quoted(file.toString()) + " is no dump of pg_dump in its directory format", null);
            }
            return new byte[0];
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }

    private static boolean starts(byte[] head, byte[] with) {
        return head.length >= with.length && Arrays.equals(head, 0, with.length, with, 0, with.length);
    }
}
