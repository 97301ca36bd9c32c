package vektra.addons.services;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vektra.model.addon.Addon;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.spi.Snapshot;

/** Who uses a service; opens every app, so only for what is done seldom. */
record Uses(Snapshot at) {
    /** The apps that own an add-on of the service or have one attached. */
    List<App> apps(ServiceName service) {
        List<App> apps = new ArrayList<>();
        for (AppName name : at.appNames()) {
            Optional<App> app = at.app(name);
            if (app.isPresent() && uses(app.get(), service)) {
                apps.add(app.get());
            }
        }
        return apps;
    }

    /** The ownerless add-ons of the service. */
    List<Addon> ownerless(ServiceName service) {
        return at.ownerless().stream()
                .filter(addon -> addon.service().equals(service))
                .toList();
    }

    boolean any(ServiceName service) {
        return !apps(service).isEmpty() || !ownerless(service).isEmpty();
    }

    private static boolean uses(App app, ServiceName service) {
        return app.addons().stream().anyMatch(addon -> addon.service().equals(service))
                || app.attachments().stream().anyMatch(a -> a.service().equals(service));
    }
}
