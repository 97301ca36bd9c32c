package vektra.addons.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import vektra.addons.core.Lookup;
import vektra.model.Failpoint;
import vektra.model.addon.Addon;
import vektra.model.addon.Backup;
import vektra.model.addon.Step;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.Locks;
import vektra.spi.Progress;
import vektra.spi.Shelf;

/**
 * Fills an add-on that was just made with the data of another one of its service, whose apps work on meanwhile: by a backup
 * that is loaded there, or where the service has none by an export that is imported.
 */
public final class DataCopy implements Filling {
    private final Addon source;
    private final Server from;
    private final AddonProvider provider;
    private final Shelf shelf;
    private final Progress progress;
    private final Beside scratch;

    private DataCopy(Addon source, Server from, AddonProvider provider, Shelf shelf, Progress progress) {
        this.source = source;
        this.from = from;
        this.provider = provider;
        this.shelf = shelf;
        this.progress = progress;
        this.scratch = Beside.planned(source);
    }

    /** Whether the data of add-ons of that service can be copied while apps work on. */
    public static boolean isPossible(AddonProvider provider) {
        return provider.abilities().backups().isPresent()
                || provider.abilities().portable().isPresent();
    }

    /** The copy of an add-on whose data can be; its server must answer, and what cannot be carried is refused. */
    public static DataCopy of(Lookup at, Addon source, Shelf shelf, Progress progress) {
        AddonProvider provider = at.providers().of(source.service());
        Server from = at.serverOf(source);
        at.providers().ensureAnswering(from);
        provider.abilities().movable().orElseThrow().requireCopyable(from, source.resource());
        return new DataCopy(source, from, provider, shelf, progress);
    }

    /** What must be held meanwhile. */
    public List<Locks.Name> locks() {
        return Backups.locks(source);
    }

    @Override
    public List<Step> leftovers(Addon copy) {
        return List.of(scratch.drop(), Step.dropBackups(copy));
    }

    @Override
    public void fill(Server to, Addon copy) {
        progress.doing("copying " + source.name());
        Path file = shelf.draft(Backup.Of.of(copy, null));
        provider.abilities().backups().ifPresentOrElse(able -> load(able, file, to, copy), () -> take(file, to, copy));
        Failpoint.reached("copy: loaded");
    }

    private void load(Ability.Backups backups, Path file, Server to, Addon copy) {
        backups.dump(from, source.resource(), file, provider.provision(from, scratch.planned()));
        Failpoint.reached("copy: dumped");
        backups.load(to, copy.resource(), file);
    }

    private void take(Path file, Server to, Addon copy) {
        Ability.Portable portable = provider.abilities().portable().orElseThrow();
        try (OutputStream out = BackupFile.created(file)) {
            portable.export(from, source.resource(), out);
        } catch (IOException e) {
            throw VektraException.unavailable("cannot write " + file + ": " + e.getMessage(), null, e);
        }
        Failpoint.reached("copy: exported");
        portable.take(to, copy.resource(), file);
    }
}
