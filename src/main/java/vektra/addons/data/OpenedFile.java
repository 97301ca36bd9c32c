package vektra.addons.data;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.model.Failpoint;
import vektra.model.addon.Backup;
import vektra.model.age.Identity;
import vektra.model.text.FileFailure;
import vektra.model.text.VektraException;
import vektra.spi.Envelopes;
import vektra.spi.Locks;
import vektra.spi.Shelf;
import vektra.spi.Store;

/**
 * A file to be loaded into an add-on. One that is encrypted is written beside the add-on's backups, where the next backup
 * deletes what a crash left, and is gone when this is closed.
 */
final class OpenedFile implements AutoCloseable {
    private final Engine engine;
    private final Shelf shelf;
    private final Envelopes envelopes;
    private final Backup.Of target;
    private final Path file;
    private final List<Identity> identities;
    private Store.@Nullable Session lock;
    private @Nullable Path plain;

    OpenedFile(
            Engine engine, Shelf shelf, Envelopes envelopes, Backup.Of target, Path file, List<Identity> identities) {
        this.engine = engine;
        this.shelf = shelf;
        this.envelopes = envelopes;
        this.target = target;
        this.file = file;
        this.identities = identities;
    }

    /** Where it can be read. The locks of the add-on are held: that of its backups comes behind them. */
    Path path() {
        Path known = plain;
        if (known == null) {
            known = envelopes.isOne(file) ? opened() : file;
            plain = known;
        }
        return known;
    }

    /** Whether it is there to be read: a dry run keeps no decrypted file. */
    boolean isThere() {
        return Files.isRegularFile(path()) || Files.isDirectory(path());
    }

    private Path opened() {
        lock = engine.open(List.of(Locks.Name.ofBackups(target.id())), true).orElseThrow();
        Path draft = shelf.draft(target);
        try (OutputStream out = BackupFile.created(draft)) {
            envelopes.open(file, identities, out);
        } catch (IOException e) {
            throw unwritten(draft, e);
        } catch (UncheckedIOException e) {
            IOException why = e.getCause();
            throw unwritten(draft, why == null ? new IOException(e) : why);
        }
        Failpoint.reached("restore: file decrypted");
        return draft;
    }

    private static VektraException unwritten(Path draft, IOException e) {
        return VektraException.unavailable(
                "the file cannot be decrypted to " + draft + ": " + FileFailure.reason(e), null, e);
    }

    @Override
    public void close() {
        Store.Session held = lock;
        if (held != null) {
            try {
                // which deletes it
                shelf.draft(target);
            } finally {
                held.close();
            }
        }
    }
}
