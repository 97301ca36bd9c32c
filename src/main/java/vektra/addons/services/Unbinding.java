package vektra.addons.services;

import java.util.ArrayList;
import java.util.List;
import vektra.addons.core.Lookup;
import vektra.addons.core.OwnedAddon;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.addon.Step;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.spi.Store;

/**
 * The apps that are bound to a service without their attachments to it, not yet committed; their add-ons stay.
 *
 * @param apps as they become
 * @param attached what the owners of their add-ons know of others
 * @param finish what revokes their credentials
 */
record Unbinding(List<App> apps, List<Store.Write> attached, List<Step> finish) {
    /** Detaches, under the locks of all apps of the service. Servers that are asked must answer. */
    static Unbinding of(Lookup at, ServiceName service, List<App> users) {
        Unbinding unbinding = new Unbinding(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        users.forEach(app -> unbinding.add(at, service, app));
        return unbinding;
    }

    /** An app of the next release without its attachments to a service; one that has none stays as it is. */
    static App detached(App app, ServiceName service) {
        List<Attachment> bound = attachments(app, service);
        App without = app;
        for (Attachment attachment : bound) {
            without = without.detached(attachment);
        }
        return bound.isEmpty() ? app : without.atRelease(app.release() + 1);
    }

    private static List<Attachment> attachments(App app, ServiceName service) {
        return app.attachments().stream()
                .filter(attachment -> attachment.service().equals(service))
                .toList();
    }

    private void add(Lookup at, ServiceName service, App app) {
        List<Attachment> bound = attachments(app, service);
        for (Attachment attachment : bound) {
            Addon addon = at.requiredAddon(app, attachment);
            if (addon.isReady()) {
                at.providers().ensureAnswering(at.serverOf(addon));
                finish.addAll(Step.revoke(addon, attachment));
            }
        }
        if (!bound.isEmpty()) {
            apps.add(detached(app, service));
        }
        app.addons().stream()
                .filter(addon -> addon.service().equals(service))
                .map(addon -> OwnedAddon.of(at.at(), addon, app))
                .filter(owned -> !owned.guests().isEmpty())
                .forEach(owned -> attached.addAll(owned.attachedTo(List.of())));
    }

    List<AppName> unbound() {
        return apps.stream().map(App::name).toList();
    }
}
