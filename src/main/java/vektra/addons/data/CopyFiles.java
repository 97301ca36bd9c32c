package vektra.addons.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.model.addon.Backup;
import vektra.model.age.Identity;
import vektra.model.age.Recipient;
import vektra.model.text.Sha256;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.spi.Envelopes;

/** Copies of backups that lie elsewhere, encrypted or not. */
public record CopyFiles(Envelopes envelopes, BackupSearch search) {
    private static final String ENDING = "[.]dump([.]age)?";

    /**
     * A copy that was read to its end.
     *
     * @param bytes of what it holds
     * @param backup that it is a copy of, byte for byte; null where this home knows none of its name
     */
    public record Checked(Path file, long bytes, @Nullable Backup backup) {}

    /** The key of this home as a recipient of copies. */
    public Recipient home() {
        return envelopes.home();
    }

    /**
     * Reads one to its end. One that is not whole is INVALID, and so is one of which nothing says whether it is: it is not
     * encrypted, and this home has no backup of its name.
     */
    public Checked check(Path file, List<Identity> identities) {
        boolean encrypted = envelopes.isOne(file);
        Backup known = known(file).orElse(null);
        if (!encrypted && (known == null || known.sha256() == null)) {
            throw VektraException.invalid(
                    Shown.quoted(file.toString()) + " is neither a backup of this home nor a file encrypted by age",
                    "name a backup, or a copy of one that keeps its name");
        }
        Counting read = new Counting();
        write(file, identities, read.digest);
        String found = HexFormat.of().formatHex(read.sha256.digest());
        if (known != null && known.sha256() != null && !known.sha256().equals(found)) {
            throw VektraException.invalid(
                    file + " differs from the backup whose name it has: its SHA-256 is not the one that was recorded",
                    "use another copy");
        }
        return new Checked(file, read.bytes, known);
    }

    /** Writes what an encrypted file holds, all of it before it is known that nothing is missing. */
    public void write(Path file, List<Identity> identities, OutputStream to) {
        if (envelopes.isOne(file)) {
            envelopes.open(file, identities, to);
        } else {
            BackupFile.copy(file, to);
        }
    }

    private Optional<Backup> known(Path file) {
        String name = String.valueOf(file.getFileName());
        String backup = name.replaceFirst(ENDING + "$", "");
        return backup.equals(name)
                ? Optional.empty()
                : search.all().stream()
                        .map(Shelved::backup)
                        .filter(one -> one.name().equals(backup))
                        .findFirst();
    }

    public boolean isEncrypted(Path file) {
        return envelopes.isOne(file);
    }

    /** The file that a word means; null for the folder where it means none. */
    public static Optional<Path> file(@Nullable Path folder, String word) {
        return folder == null || word.isEmpty() || word.indexOf('\0') >= 0
                ? Optional.empty()
                : Optional.of(folder.resolve(word)).filter(file -> Files.isRegularFile(file) && Files.isReadable(file));
    }

    private static final class Counting extends OutputStream {
        private final MessageDigest sha256 = Sha256.digest();
        private final OutputStream digest = new DigestOutputStream(this, sha256);
        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] some, int offset, int length) throws IOException {
            bytes += length;
        }
    }
}
