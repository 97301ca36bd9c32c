package vektra.addons.provision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Detached;
import vektra.addons.core.History;
import vektra.addons.core.Lookup;
import vektra.addons.core.Naming;
import vektra.addons.core.OwnedAddon;
import vektra.addons.data.Filling;
import vektra.model.Failpoint;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.addon.Step;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.spi.AddonProvider;
import vektra.spi.Deed;
import vektra.spi.Store;

/**
 * Makes several add-ons, and attaches and detaches them, as one change of one or more apps: what undoes all of it is
 * journalled before the first is made, and one commit has them all. The session holds the locks of every app concerned, of
 * the owners of the add-ons, and of the services.
 */
public final class Assembly {
    private final Store.Session session;
    private final Lookup at;
    private final History history;
    private final Maker maker;
    private final Deed deed;
    private final Map<AppName, App> apps = new LinkedHashMap<>();
    private final Map<AppName, Integer> releases = new LinkedHashMap<>();
    private final Map<AddonName, Made> made = new LinkedHashMap<>();
    private final Map<AddonName, Filling> fillings = new LinkedHashMap<>();
    private final List<Seen> seen = new ArrayList<>();
    private final Map<AddonName, Set<AppName>> guests = new LinkedHashMap<>();
    private final List<Store.Write> writes = new ArrayList<>();
    private final List<Step> finish = new ArrayList<>();

    /** An add-on to be made. */
    private record Made(AppName owner, Addon planned, AddonProvider provider) {}

    /** An attachment to be made, and the user's own values that it takes the place of. */
    private record Seen(
            AppName app,
            AddonName addon,
            AttachmentName as,
            Id id,
            AddonProvider provider,
            Map<String, String> replaced,
            @Nullable String split) {}

    Assembly(Store.Session session, Lookup at, History history, Maker maker, Deed deed) {
        this.session = session;
        this.at = at;
        this.history = history;
        this.maker = maker;
        this.deed = deed;
    }

    /** The app as it is so far; one that is not there begins here. */
    public App app(AppName name) {
        return apps.computeIfAbsent(name, missing -> {
            App app = session.app(name).orElseGet(() -> App.empty(name, history.now()));
            releases.put(name, app.release() + 1);
            return app;
        });
    }

    /** The app in another state, as far as that needs nothing outside the store. */
    public void put(App app) {
        app(app.name());
        apps.put(app.name(), app);
    }

    /** Writes something else with it. */
    public void also(Store.Write write) {
        writes.add(write);
    }

    /** The attachment goes, the data stay. */
    public void detach(AppName name, Attachment attachment) {
        Detached without = Detached.of(at, app(name), attachment);
        apps.put(name, without.app());
        finish.addAll(without.finish());
        if (without.app().attachmentsOf(attachment.addon()).isEmpty()) {
            guests(attachment.addon()).remove(name);
        }
    }

    /** The app gets an add-on. */
    public void create(AppName name, Addon planned) {
        made.put(planned.name(), new Made(name, planned, at.providers().of(planned.service())));
    }

    /** What fills an add-on that is made with this, before an app gets it. */
    public void fill(AddonName name, Filling filling) {
        fillings.put(name, filling);
    }

    /** The app sees an add-on, one that is there or one that is made with this. */
    public void attach(AppName name, AddonName addon, AttachmentName as) {
        Naming.requireFree(app(name), at.providers().of(addon(addon).service()).service(), as);
        see(name, addon, as, Map.of(), null);
    }

    /** The app sees it as another app does: what is set there already stays, and what stepped aside has done so here. */
    public void attachLike(AppName name, AddonName addon, Attachment other) {
        see(name, addon, other.name(), other.replaced(), other.split());
    }

    private void see(
            AppName name, AddonName addon, AttachmentName as, Map<String, String> replaced, @Nullable String split) {
        Addon meant = addon(addon);
        seen.add(new Seen(name, addon, as, Id.fresh(), at.providers().of(meant.service()), replaced, split));
        AppName owner = made.containsKey(addon)
                ? made.get(addon).owner()
                : at.owned(addon).map(OwnedAddon::app).orElse(null);
        if (owner == null) {
            // one whose app is gone belongs to the next that has it attached
            apps.put(name, app(name).withAddon(meant));
            writes.add(new Store.Write.Free(addon));
            writes.add(new Store.Write.Reserve(addon, name));
        } else if (!owner.equals(name)) {
            guests(addon).add(name);
        }
    }

    private Addon addon(AddonName name) {
        Made fresh = made.get(name);
        return fresh == null ? at.owned(name).orElseThrow().addon() : fresh.planned();
    }

    private Set<AppName> guests(AddonName addon) {
        return guests.computeIfAbsent(
                addon,
                name -> new TreeSet<>(at.owned(name).map(OwnedAddon::guestNames).orElse(List.of())));
    }

    private Making making(AddonProvider provider) {
        return maker.in(session, provider, deed.command());
    }

    /**
     * Makes everything so, in one release of each app.
     *
     * @param description of the releases
     */
    public void carryOut(String description) {
        List<Step> undo = undo();
        if (!undo.isEmpty()) {
            // before anything is begun: then a server that is down leaves nothing to undo
            servers().forEach(server -> at.providers().ensureAnswering(server));
            session.begin(deed.command(), undo);
        }
        Map<AddonName, Addon> ready = new LinkedHashMap<>();
        made.forEach((name, one) -> {
            Addon addon = making(one.provider()).begun().made(one.planned());
            Filling filling = fillings.get(name);
            if (filling != null) {
                filling.fill(at.serverOf(addon), addon);
                finish.addAll(filling.leftovers(addon));
            }
            ready.put(name, addon);
            apps.put(one.owner(), app(one.owner()).withAddon(addon));
        });
        for (Seen one : seen) {
            Addon addon = ready.containsKey(one.addon()) ? ready.get(one.addon()) : addon(one.addon());
            Attachment attachment = making(one.provider())
                    .begun()
                    .attached(addon, one.id(), one.as(), one.replaced())
                    .split(one.split());
            apps.put(one.app(), app(one.app()).attached(attachment));
        }
        Failpoint.reached("assembly: everything made");
        session.commit(deed, writes(description), finish);
    }

    /** The servers that are there already, on which something is made. */
    private Stream<Server> servers() {
        Stream<Addon> shared = made.values().stream().map(Made::planned).filter(addon -> addon.server() == null);
        Stream<Addon> there =
                seen.stream().filter(one -> !made.containsKey(one.addon())).map(one -> addon(one.addon()));
        return Stream.concat(shared, there).map(at::serverOf).distinct();
    }

    private List<Step> undo() {
        List<Step> undo = new ArrayList<>();
        made.forEach((name, one) -> {
            undo.addAll(Making.undo(one.planned()));
            if (fillings.containsKey(name)) {
                undo.addAll(fillings.get(name).leftovers(one.planned()));
            }
        });
        seen.stream()
                .filter(one -> !made.containsKey(one.addon()))
                .forEach(one -> undo.add(Step.revoke(addon(one.addon()), one.id())));
        return undo;
    }

    private List<Store.Write> writes(String description) {
        List<Store.Write> all = new ArrayList<>();
        made.forEach((name, one) ->
                all.add(new Store.Write.Reserve(name, one.owner(), List.copyOf(guests.getOrDefault(name, Set.of())))));
        all.addAll(writes);
        apps.forEach((name, app) -> all.add(history.put(app.atRelease(releases.getOrDefault(name, 1)), description)));
        guests.forEach((addon, names) -> {
            OwnedAddon owned = at.owned(addon).orElse(null);
            if (owned != null && !Set.copyOf(owned.guestNames()).equals(names)) {
                all.addAll(owned.attachedTo(names));
            }
        });
        return all;
    }

    /** The add-ons on shared servers that are made with this, whose spares may be used up. */
    public List<AddonProvider> madeOn() {
        return made.values().stream()
                .filter(one -> one.planned().server() == null)
                .map(Made::provider)
                .distinct()
                .toList();
    }
}
