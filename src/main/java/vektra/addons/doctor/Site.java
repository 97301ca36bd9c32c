package vektra.addons.doctor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Tenant;
import vektra.addons.services.Servers;
import vektra.model.EnabledService;
import vektra.model.Server;
import vektra.spi.Deed;
import vektra.spi.Locks;
import vektra.spi.Snapshot;
import vektra.spi.Store;

/**
 * A server that should run.
 *
 * @param tenant the add-on that has it for itself; null for the shared one of a service
 */
public record Site(Server server, @Nullable Tenant tenant) {

    /** What keeps all others from changing the server's record, or what is on it. */
    List<Locks.Name> locks() {
        List<Locks.Name> locks = new ArrayList<>();
        if (tenant != null) {
            locks.addAll(tenant.locks());
        }
        locks.add(Locks.Name.alone(Locks.Name.Kind.SERVICE, server.service()));
        return locks;
    }

    /** The same server as its record is now; null when it is gone or off. */
    @Nullable
    Site now(Snapshot at) {
        EnabledService service =
                at.service(server.service()).filter(EnabledService::enabled).orElse(null);
        if (service == null || tenant == null) {
            return service == null ? null : new Site(service.server(), null);
        }
        Tenant same = tenant.now(at).orElse(null);
        Server own = same == null ? null : same.addon().server();
        return own == null ? null : new Site(own, same);
    }

    /** A deed that names the server, its add-on and that one's app. */
    Deed named(Deed deed) {
        Deed named =
                Servers.of(deed, server, tenant == null ? null : tenant.addon().name());
        return tenant == null || tenant.app() == null
                ? named
                : named.with("apps", List.of(tenant.app().value()));
    }

    /** Writes the server's record as it now is. */
    Store.Write put(Server changed, Snapshot at) {
        return tenant == null
                ? new Store.Write.PutService(at.service(changed.service())
                        .map(known -> known.with(changed))
                        .orElseThrow())
                : tenant.put(tenant.addon().on(changed));
    }
}
