package vektra.addons.doctor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.OwnedAddon;
import vektra.addons.services.Servers;
import vektra.model.service.EnabledService;
import vektra.model.service.Server;
import vektra.spi.Deed;
import vektra.spi.Locks;
import vektra.spi.Snapshot;
import vektra.spi.Store;

/**
 * A server that should run.
 *
 * @param owned the add-on that has it for itself; null for the shared one of a service
 */
record Site(Server server, @Nullable OwnedAddon owned) {

    /** What keeps all others from changing the server's record, or what is on it. */
    List<Locks.Name> locks() {
        List<Locks.Name> locks = new ArrayList<>();
        if (owned != null) {
            locks.addAll(owned.locks());
        }
        locks.add(Locks.Name.alone(Locks.Name.Kind.SERVICE, server.service()));
        return locks;
    }

    /** The same server as its record is now; null when it is gone or off. */
    @Nullable
    Site now(Snapshot at) {
        EnabledService service =
                at.service(server.service()).filter(EnabledService::enabled).orElse(null);
        if (service == null || owned == null) {
            return service == null ? null : new Site(service.server(), null);
        }
        OwnedAddon same = owned.now(at).orElse(null);
        Server own = same == null ? null : same.addon().server();
        return own == null ? null : new Site(own, same);
    }

    /** A deed that names the server, its add-on and that one's app. */
    Deed named(Deed deed) {
        Deed named =
                Servers.of(deed, server, owned == null ? null : owned.addon().name());
        return owned == null || owned.app() == null
                ? named
                : named.with("apps", List.of(owned.app().value()));
    }

    /** Writes the server's record as it now is. */
    Store.Write put(Server changed, Snapshot at) {
        return owned == null
                ? new Store.Write.PutService(at.service(changed.service())
                        .map(known -> known.with(changed))
                        .orElseThrow())
                : owned.put(owned.addon().on(changed));
    }
}
