package vektra.addons.data;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.services.NewServer;
import vektra.model.addon.Backup;
import vektra.model.addon.Resource;
import vektra.model.addon.Step;
import vektra.model.name.Id;
import vektra.model.service.Plan;
import vektra.model.service.Server;
import vektra.spi.AddonProvider;
import vektra.spi.Deed;
import vektra.spi.ServerLauncher;
import vektra.spi.Store;

/**
 * A place that a backup is restored into and that is deleted afterwards: on a server of its own where Vektra can make one,
 * else beside the data. What deletes it is journalled before it is made.
 *
 * @param model whose options the server of its own gets; else the server that it is on
 * @param own whether it has a server of its own
 */
record Throwaway(AddonProvider provider, Server model, boolean own, Server planned, Resource resource) {
    static Throwaway planned(AddonProvider provider, Server model, Backup.Of of) {
        boolean own = model.managed() && provider.service().plans().stream().anyMatch(Plan::dedicated);
        Id id = Id.fresh();
        Server server = Server.planned("drill-" + id.brief(), of.service());
        String label = of.app() == null ? of.name().value() : of.app().value();
        return new Throwaway(provider, model, own, own ? server : model, new Resource(id, label, Map.of()));
    }

    Step drop() {
        return own
                ? Step.removeServer(planned)
                : new Step(Step.Action.DEPROVISION, planned.service(), named(), resource, null);
    }

    /** A step that names no server means the shared one. */
    private @Nullable Server named() {
        return planned.isShared() ? null : planned;
    }

    /** Where it is once it is made. */
    record Made(Server server, Resource resource) {}

    Made made(Store.Session session, Deed deed, ServerLauncher launcher) {
        session.attempt(deed, List.of(drop()));
        Server server = own ? new NewServer(launcher, provider).startedLike(model.alone(), planned) : model;
        return new Made(server, provider.provision(server, resource));
    }
}
