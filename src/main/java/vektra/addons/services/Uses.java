package vektra.addons.services;

import java.util.List;
import java.util.stream.Stream;
import vektra.model.addon.Addon;
import vektra.model.app.App;
import vektra.model.name.ServiceName;
import vektra.spi.Snapshot;

/** The apps and add-ons of a service; opens every app, so only for what is seldom done. */
record Uses(Snapshot at) {
    /** The apps that own an add-on of the service or have one attached. */
    List<App> apps(ServiceName service) {
        return using(service).toList();
    }

    /** The ownerless add-ons of the service. */
    List<Addon> ownerless(ServiceName service) {
        return at.ownerless().stream()
                .filter(addon -> addon.service().equals(service))
                .toList();
    }

    boolean any(ServiceName service) {
        return using(service).findAny().isPresent() || !ownerless(service).isEmpty();
    }

    private Stream<App> using(ServiceName service) {
        return at.appNames().stream().flatMap(name -> at.app(name).stream()).filter(app -> uses(app, service));
    }

    private static boolean uses(App app, ServiceName service) {
        return app.addons().stream().anyMatch(addon -> addon.service().equals(service))
                || app.attachments().stream().anyMatch(a -> a.service().equals(service));
    }
}
