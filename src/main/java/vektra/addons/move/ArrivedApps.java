package vektra.addons.move;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.Lookup;
import vektra.addons.core.Providers;
import vektra.model.Failpoint;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.addon.Credentials;
import vektra.model.app.App;
import vektra.model.app.Release;
import vektra.model.logs.Drain;
import vektra.model.name.AppName;
import vektra.model.schedule.Schedule;
import vektra.spi.Locks;
import vektra.spi.Snapshot;
import vektra.spi.Store;

/**
 * Makes the apps that another home had: their add-ons are there. Users and passwords are those that they were, so that doing
 * it again changes nothing on a server, and what was cut off needs no undoing.
 */
public record ArrivedApps(Engine engine, Providers providers, History history) {
    /** Makes one with its history, its drains and the schedules of its add-ons; there already is no error. */
    void make(Snapshot sent, App was) {
        if (engine.read().app(was.name()).isPresent()) {
            return;
        }
        List<Drain> drains = sent.drains().stream()
                .filter(drain -> was.name().equals(drain.app()))
                .toList();
        List<Schedule> schedules = was.addons().stream()
                .flatMap(addon -> sent.schedule(addon.id()).stream())
                .toList();
        try (Store.Session session = engine.open(locks(was, drains, schedules))) {
            Lookup at = engine.lookup(session);
            App app = arrived(at, was);
            Failpoint.reached("import: credentials made");
            List<Store.Write> writes = new ArrayList<>();
            for (Release release : sent.releases(was.name())) {
                writes.add(new Store.Write.PutApp(app.atRelease(release.version()), release));
            }
            writes.add(history.put(app, "Import"));
            for (Addon addon : was.addons()) {
                List<AppName> guests =
                        sent.owner(addon.name()).map(Snapshot.Owned::attached).orElse(List.of());
                writes.add(new Store.Write.Free(addon.name()));
                writes.add(new Store.Write.Reserve(addon.name(), was.name(), guests));
            }
            drains.forEach(drain -> writes.add(new Store.Write.PutDrain(drain)));
            schedules.forEach(schedule -> writes.add(new Store.Write.PutSchedule(schedule)));
            session.commit(ImportHome.COMMAND, writes, List.of());
        }
    }

    private static List<Locks.Name> locks(App was, List<Drain> drains, List<Schedule> schedules) {
        Set<Locks.Name> locks = new LinkedHashSet<>();
        locks.add(Locks.Name.alone(Locks.Name.Kind.APP, was.name()));
        was.attachments()
                .forEach(attachment -> locks.add(Locks.Name.shared(Locks.Name.Kind.SERVICE, attachment.service())));
        was.addons().forEach(addon -> locks.add(Locks.Name.alone(Locks.Name.Kind.ADDON, addon.name())));
        drains.forEach(drain -> locks.add(Locks.Name.ofDrain(drain.name())));
        schedules.forEach(schedule -> locks.add(Locks.Name.ofBackups(schedule.addon())));
        return List.copyOf(locks);
    }

    /** The app with its add-ons as they are here, and variables that lead there; a user's own stay as they are. */
    private App arrived(Lookup at, App was) {
        App app = was;
        for (Addon addon : was.addons()) {
            app = app.withAddon(at.owned(addon.name()).orElseThrow().addon());
        }
        List<Attachment> changed = new ArrayList<>();
        for (Attachment attachment : was.attachments()) {
            Addon addon = app.addon(attachment.addon())
                    .orElseGet(() -> at.owned(attachment.addon()).orElseThrow().addon());
            changed.add(attached(at, addon, attachment).retiring(List.of()));
        }
        return app.rotated(changed);
    }

    private Attachment attached(Lookup at, Addon addon, Attachment was) {
        if (!ExportHome.isHere(at.at(), addon)) {
            return was;
        }
        Credentials before = was.credentials();
        Credentials made = providers
                .of(addon.service())
                .grant(at.serverOf(addon), addon.resource(), before.id(), before.password());
        return was.with(made, at.vars(addon, was.name(), made));
    }

    /** What belongs to no app. */
    void makeRest(Snapshot sent) {
        List<Drain> drains =
                sent.drains().stream().filter(drain -> drain.app() == null).toList();
        List<Schedule> schedules = sent.ownerless().stream()
                .flatMap(addon -> sent.schedule(addon.id()).stream())
                .toList();
        Set<Locks.Name> locks =
                new LinkedHashSet<>(List.of(Locks.Name.TOKENS, Locks.Name.SPACES, Locks.Name.LOG_SETTINGS));
        drains.forEach(drain -> locks.add(Locks.Name.ofDrain(drain.name())));
        schedules.forEach(schedule -> locks.add(Locks.Name.ofBackups(schedule.addon())));
        try (Store.Session session = engine.open(List.copyOf(locks))) {
            List<Store.Write> writes = new ArrayList<>(List.of(
                    new Store.Write.PutTokens(sent.tokens()),
                    new Store.Write.PutSpaces(sent.spaces()),
                    new Store.Write.PutLogSettings(sent.logSettings())));
            drains.forEach(drain -> writes.add(new Store.Write.PutDrain(drain)));
            schedules.forEach(schedule -> writes.add(new Store.Write.PutSchedule(schedule)));
            session.commit(ImportHome.COMMAND, writes, List.of());
        }
    }
}
