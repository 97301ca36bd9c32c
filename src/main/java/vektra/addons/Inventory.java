package vektra.addons;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.AddonUse;
import vektra.addons.core.AppWords;
import vektra.addons.core.Engine;
import vektra.addons.core.Lookup;
import vektra.addons.core.OwnedAddon;
import vektra.addons.core.Resolver;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.text.Secret;
import vektra.spi.Snapshot;

/** Reads which add-ons there are. */
public record Inventory(Engine engine) {
    /**
     * One add-on with the names it is attached under.
     *
     * @param owner null when its app is gone
     * @param attachments of an app's row those of that app, else the owner's
     */
    public record Row(Addon addon, @Nullable AppName owner, List<Attachment> attachments) {}

    /** The add-ons of one app: its own, then those of other apps that it has attached. */
    public List<Row> of(AppName name) {
        engine.reap();
        Lookup at = engine.lookup();
        App app = at.app(name);
        List<Row> rows = new ArrayList<>(rows(app));
        for (OwnedAddon owned : foreign(at, app)) {
            rows.add(new Row(
                    owned.addon(), owned.app(), app.attachmentsOf(owned.addon().name())));
        }
        return rows;
    }

    /** The add-ons of other apps that an app has attached. */
    private static List<OwnedAddon> foreign(Lookup at, App app) {
        List<OwnedAddon> addons = new ArrayList<>();
        Set<AddonName> seen = new HashSet<>();
        for (Attachment attachment : app.borrowed()) {
            if (seen.add(attachment.addon())) {
                at.owned(attachment.addon()).ifPresent(addons::add);
            }
        }
        return addons;
    }

    /** The add-ons of all apps, then those whose app is gone. */
    public List<Row> all() {
        return whole().stream().map(Listed::row).toList();
    }

    /** The same with the other apps that have them. */
    public List<Listed> whole() {
        return listed(UnaryOperator.identity());
    }

    /** The add-ons whose app is gone. */
    public List<Addon> ownerless() {
        engine.reap();
        return engine.read().ownerless();
    }

    /**
     * An add-on in a list.
     *
     * @param foreign whether it belongs to another app than the one it is listed for, which is its owner in a list of all
     * @param elsewhere its attachments to other apps than that one
     */
    public record Listed(Row row, boolean foreign, List<AddonUse> elsewhere) {}

    /** The add-ons of one app with the other apps that have them. */
    public List<Listed> listed(AppName name) {
        engine.reap();
        return listed(engine.lookup(), name);
    }

    /** The same of what was read already. */
    public static List<Listed> listed(Lookup at, AppName name) {
        App app = at.app(name);
        List<OwnedAddon> addons = new ArrayList<>();
        for (Addon addon : app.addons()) {
            addons.add(OwnedAddon.of(at.at(), addon, app));
        }
        addons.addAll(foreign(at, app));
        List<Listed> listed = new ArrayList<>();
        for (OwnedAddon owned : addons) {
            Row row = new Row(
                    owned.addon(), owned.app(), app.attachmentsOf(owned.addon().name()));
            listed.add(listed(row, name, owned.uses()));
        }
        return listed;
    }

    /** Those of all apps, with neither secrets nor what only providers understand. */
    public List<Listed> listed() {
        return listed(Inventory::bare);
    }

    /** Reads each app's file once and keeps of the apps only their rows, since there may be ten thousand. */
    private List<Listed> listed(UnaryOperator<Row> kept) {
        engine.reap();
        Snapshot at = engine.read();
        List<Row> rows = new ArrayList<>();
        Map<AddonName, List<AddonUse>> guests = new HashMap<>();
        for (AppName name : at.appNames()) {
            at.app(name).ifPresent(app -> {
                rows(app).forEach(row -> rows.add(kept.apply(row)));
                app.borrowed()
                        .forEach(attachment -> guests.computeIfAbsent(attachment.addon(), addon -> new ArrayList<>())
                                .add(new AddonUse(name, attachment)));
            });
        }
        at.ownerless().forEach(addon -> rows.add(new Row(addon, null, List.of())));
        return rows.stream()
                .map(row ->
                        new Listed(row, false, guests.getOrDefault(row.addon().name(), List.of())))
                .toList();
    }

    private static Row bare(Row row) {
        Addon addon = row.addon();
        Addon bare = new Addon(
                addon.id(),
                addon.name(),
                addon.service(),
                addon.plan(),
                addon.state(),
                addon.createdAt(),
                new Resource(addon.id(), "", Map.of()),
                null,
                addon.expiresAt(),
                null);
        return new Row(
                bare,
                row.owner(),
                row.attachments().stream().map(Inventory::bare).toList());
    }

    private static Attachment bare(Attachment attachment) {
        Map<String, String> names = new HashMap<>();
        attachment.vars().keySet().forEach(name -> names.put(name, ""));
        Credentials none = new Credentials(attachment.id(), "", new Secret(""));
        return attachment.with(none, names).with(names, Map.of());
    }

    private static Listed listed(Row row, AppName app, List<AddonUse> uses) {
        return new Listed(
                row,
                !app.equals(row.owner()),
                uses.stream().filter(use -> !use.app().equals(app)).toList());
    }

    private static List<Row> rows(App app) {
        return app.addons().stream()
                .map(addon -> new Row(addon, app.name(), app.attachmentsOf(addon.name())))
                .toList();
    }

    /** The add-on that a text means, with its owner's attachments. */
    public Row find(String what, @Nullable AppName within) {
        engine.reap();
        return row(new Resolver(engine.lookup()).find(what, within));
    }

    /**
     * Every add-on of an app that a word can mean, with the app's attachments of it; an attachment comes before a service
     * of the same name, as in Heroku's API.
     */
    public List<Row> meant(App app, String word) {
        return new AppWords(engine.lookup(), app)
                .meant(word, Resolver.Precedence.ATTACHMENT).stream()
                        .map(owned -> new Row(
                                owned.addon(),
                                owned.app(),
                                app.attachmentsOf(owned.addon().name())))
                        .toList();
    }

    /** The add-on that is to lose data; a word that can mean another one as well is a CONFLICT. */
    public Row doomed(String what, AppName within) {
        engine.reap();
        return row(new Resolver(engine.lookup()).doomed(what, within));
    }

    static Row row(OwnedAddon owned) {
        App owner = owned.owner();
        return new Row(
                owned.addon(),
                owned.app(),
                owner == null ? List.of() : owner.attachmentsOf(owned.addon().name()));
    }

    /** Every attachment of one add-on, the owner's first. */
    public List<AddonUse> uses(AddonName addon) {
        return engine.lookup().owned(addon).map(OwnedAddon::uses).orElse(List.of());
    }
}
