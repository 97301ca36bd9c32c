package vektra.addons.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import vektra.model.addon.Backup;
import vektra.model.text.FileFailure;
import vektra.model.text.Sha256;
import vektra.model.text.VektraException;

/** Reads and creates the files of backups, and those that lie beside them. */
final class BackupFile {
    private BackupFile() {}

    /** Creates one that only its owner can read. */
    static OutputStream created(Path file) throws IOException {
        return new BufferedOutputStream(Channels.newOutputStream(Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))));
    }

    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Of the whole file, in hexadecimal digits. */
    static String sha256(Path file) {
        return copied(file, OutputStream.nullOutputStream());
    }

    /** That it is byte for byte what was written; else it is UNAVAILABLE. One that recorded no checksum has its length. */
    static void requireWhole(Path file, Backup backup) {
        copy(file, backup, OutputStream.nullOutputStream());
    }

    static void requireSize(Path file, Backup backup) {
        long size = size(file);
        if (size != backup.bytes()) {
            throw VektraException.unavailable(
                    "the backup " + file + " is damaged: it has " + size + " bytes and was made with " + backup.bytes(),
                    "use another backup",
                    null);
        }
    }

    /** Copies a file of which nothing is recorded. */
    static void copy(Path file, OutputStream to) {
        copied(file, to);
    }

    /** The same while it is written to where it is wanted, all of it before that is known. */
    static void copy(Path file, Backup backup, OutputStream to) {
        requireSize(file, backup);
        String found = copied(file, to);
        if (backup.sha256() != null && !backup.sha256().equals(found)) {
            throw VektraException.unavailable(
                    "the backup " + file + " is damaged: its SHA-256 is not the one that was recorded",
                    "use another backup",
                    null);
        }
    }

    private static String copied(Path file, OutputStream to) {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(to);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static VektraException unreadable(Path file, IOException e) {
        return VektraException.unavailable("the backup " + file + " cannot be read: " + FileFailure.reason(e), null, e);
    }
}
