package vektra.addons.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.History;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
import vektra.spi.Ability;
import vektra.spi.Locks;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;
import vektra.spi.Store;

/** Makes the base backups of archives when it is time; however many run at once, of each server one does. */
public record BaseBackups(ArchiveHealth archives, ServerLauncher launcher, Progress progress, History history) {
    /**
     * A base backup that was to be made.
     *
     * @param server its id
     * @param problem why it failed; null when it did not
     */
    public record Ran(String server, @Nullable String problem) {}

    /** Makes those whose time has come; a failure stops nothing else. A server that is down is not started for it. */
    public List<Ran> run() {
        List<Ran> ran = new ArrayList<>();
        for (Server server : hasOwn() ? archives.keeping() : archives.shared()) {
            ran(server).ifPresent(ran::add);
        }
        return ran;
    }

    private Optional<Ran> ran(Server server) {
        try {
            return launcher.looksAlive(server) && lacks(server) ? made(server) : Optional.empty();
        } catch (VektraException e) {
            progress.warn("the base backup of " + server.id() + " failed: " + e.getMessage());
            return Optional.of(new Ran(server.id(), e.getMessage()));
        }
    }

    /** Whether an add-on has a server for itself; where none does, no app need be opened. */
    private boolean hasOwn() {
        return !archives.providers().names().containsAll(launcher.ids());
    }

    private boolean lacks(Server server) {
        return archives.able(server).lacksBase(server, history.now());
    }

    @SuppressWarnings("try") // the session is held, so that no other process makes the same
    private Optional<Ran> made(Server server) {
        List<Locks.Name> locks = List.of(Locks.Name.alone(Locks.Name.Kind.SERVER, "base backup of " + server.id()));
        Optional<Store.Session> opened = archives.engine().open(locks, false);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        Ability.Archives able = archives.able(server);
        try (Store.Session held = opened.get()) {
            // another process may have made it since
            if (!lacks(server)) {
                return Optional.empty();
            }
            progress.doing("making a base backup of " + server.id());
            able.makeBase(server, history.now());
            return Optional.of(new Ran(server.id(), null));
        }
    }
}
