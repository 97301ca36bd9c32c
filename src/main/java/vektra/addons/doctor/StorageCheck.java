package vektra.addons.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vektra.addons.core.Engine;
import vektra.addons.core.Lookup;
import vektra.addons.core.OwnedAddon;
import vektra.model.app.App;
import vektra.model.app.Storage;
import vektra.model.service.Server;
import vektra.model.text.Figure;

/** The size of data against the storage that manifests give it, which no server enforces. */
record StorageCheck(Engine engine) implements Doctor.Check {
    @Override
    public List<Finding> findings(Visit visit) {
        List<Finding> found = new ArrayList<>();
        Lookup at = engine.lookup();
        for (OwnedAddon owned : visit.scene().ready()) {
            App owner = owned.owner();
            Storage most = owner == null
                    ? null
                    : owner.declared().storage(owned.addon().id()).orElse(null);
            if (most != null) {
                found.addAll(Finding.guarded(owned.app(), owned.addon().service(), () -> look(visit, at, owned, most)));
            }
        }
        return found;
    }

    private static List<Finding> look(Visit visit, Lookup at, OwnedAddon owned, Storage most) {
        Optional<Server> server = at.serverInUse(owned.addon()).filter(visit::answers);
        if (server.isEmpty()) {
            return List.of();
        }
        return visit.provider(server.get())
                .inspect(server.get(), owned.addon().resource())
                .size()
                .filter(bytes -> bytes > most.bytes())
                .map(bytes -> List.of(new Finding(
                        Finding.What.STORAGE,
                        owned.app(),
                        owned.addon().name(),
                        owned.addon().service(),
                        owned.addon().name() + " holds " + Figure.size(bytes) + ", and the manifest of " + owned.app()
                                + " gives it " + Figure.size(most.bytes()),
                        "delete data, or raise storage in the manifest and apply it",
                        null)))
                .orElse(List.of());
    }
}
