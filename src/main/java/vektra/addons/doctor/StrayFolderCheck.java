package vektra.addons.doctor;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vektra.addons.core.Engine;
import vektra.addons.core.OwnedAddon;
import vektra.addons.core.Providers;
import vektra.addons.doctor.Finding.What;
import vektra.model.addon.Former;
import vektra.model.addon.Step;
import vektra.model.name.ServiceName;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
import vektra.spi.Deed;
import vektra.spi.Locks;
import vektra.spi.ServerLauncher;
import vektra.spi.Store;

/** Folders of servers that belong to no service and no add-on of this home; one is deleted only when it is named. */
record StrayFolderCheck(Engine engine, Providers providers, ServerLauncher launcher, ToDelete toDelete)
        implements Doctor.Check {
    @Override
    public List<Finding> findings(Visit visit) {
        return visit.wholeHome() ? Finding.guarded(null, null, () -> look(visit.scene())) : List.of();
    }

    @SuppressWarnings("try") // the session is held, not used
    private List<Finding> look(Scene scene) {
        Set<String> unknown = unknown(scene);
        if (unknown.isEmpty()) {
            return List.of();
        }
        try (Store.Session session = engine.open(services())) {
            // no process is just making any of it
            unknown = unknown(Scene.read(engine.lookup(), null));
        }
        return unknown.stream().map(this::finding).toList();
    }

    private Finding finding(String id) {
        return Finding.ofHome(
                What.STRAY,
                "servers/" + id + " belongs to no service and no add-on",
                ToDelete.how(id),
                toDelete.is(id) ? () -> delete(id) : null);
    }

    private void delete(String id) {
        // the service only says how to stop what may run there
        ServiceName service = providers.names().stream()
                .filter(name -> id.equals(name) || id.startsWith(name + "-"))
                .map(ServiceName::new)
                .findFirst()
                .orElseThrow(() ->
                        VektraException.conflict("no service has servers called " + id, "delete its folder yourself"));
        try (Store.Session session = engine.open(services())) {
            if (unknown(Scene.read(engine.lookup(), null)).contains(id)) {
                Deed deed = Doctor.deed(What.STRAY).with("outcome", "deleted servers/" + id);
                session.commit(deed, List.of(), List.of(Step.removeServer(Server.planned(id, service))));
            }
        }
    }

    /** None while an app cannot be read, which may own what seems to have no owner. */
    private Set<String> unknown(Scene scene) {
        Set<String> unknown = scene.unreadable().isEmpty() ? new TreeSet<>(launcher.ids()) : new TreeSet<>();
        if (!unknown.isEmpty()) {
            engine.read()
                    .services()
                    .forEach(service -> unknown.remove(service.server().id()));
            for (OwnedAddon owned : scene.addons()) {
                Server own = owned.addon().server();
                if (own != null) {
                    unknown.remove(own.id());
                }
                Former former = owned.addon().former();
                if (former != null && former.server() != null) {
                    unknown.remove(former.server().id());
                }
            }
        }
        return unknown;
    }

    private List<Locks.Name> services() {
        return providers.names().stream()
                .map(name -> Locks.Name.alone(Locks.Name.Kind.SERVICE, name))
                .toList();
    }
}
