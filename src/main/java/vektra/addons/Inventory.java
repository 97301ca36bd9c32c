package vektra.addons;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.model.Addon;
import vektra.model.AddonName;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Attachment;
import vektra.model.Client;
import vektra.model.Observation;
import vektra.model.Server;
import vektra.model.VektraException;
import vektra.spi.AddonProvider;

/** Reads which add-ons there are. */
public final class Inventory {
    private final Installation home;

    public Inventory(Installation home) {
        this.home = home;
    }

    /**
     * One add-on with the names it is attached under.
     *
     * @param owner null when its app is gone
     * @param attachments of an app's row those of that app, else the owner's
     */
    public record Row(Addon addon, @Nullable AppName owner, List<Attachment> attachments) {}

    /** The add-ons of one app: its own, then those of other apps that it has attached. */
    public List<Row> of(AppName name) {
        home.reap();
        App app = home.app(name);
        List<Row> rows = new ArrayList<>(rows(app));
        for (Tenant tenant : foreign(app)) {
            rows.add(new Row(
                    tenant.addon(),
                    tenant.app(),
                    app.attachmentsOf(tenant.addon().name())));
        }
        return rows;
    }

    /** The add-ons of other apps that an app has attached. */
    private List<Tenant> foreign(App app) {
        List<Tenant> tenants = new ArrayList<>();
        Set<AddonName> seen = new HashSet<>();
        for (Attachment attachment : app.borrowed()) {
            if (seen.add(attachment.addon())) {
                Tenant.of(home.store(), attachment.addon()).ifPresent(tenants::add);
            }
        }
        return tenants;
    }

    /** The add-ons of all apps, then those whose app is gone. */
    public List<Row> all() {
        return listed().stream().map(Listed::row).toList();
    }

    /**
     * An add-on in a list.
     *
     * @param foreign whether it belongs to another app than the one it is listed for, which is its owner in a list of all
     * @param elsewhere its attachments to other apps than that one
     */
    public record Listed(Row row, boolean foreign, List<Seat> elsewhere) {}

    /** The add-ons of one app with who else has them. */
    public List<Listed> listed(AppName name) {
        home.reap();
        App app = home.app(name);
        List<Tenant> tenants = new ArrayList<>();
        for (Addon addon : app.addons()) {
            tenants.add(Tenant.of(home.store(), addon, app));
        }
        tenants.addAll(foreign(app));
        List<Listed> listed = new ArrayList<>();
        for (Tenant tenant : tenants) {
            Row row = new Row(
                    tenant.addon(),
                    tenant.app(),
                    app.attachmentsOf(tenant.addon().name()));
            listed.add(listed(row, name, tenant.seats()));
        }
        return listed;
    }

    /** Those of all apps; each app's file is read once. */
    public List<Listed> listed() {
        home.reap();
        List<App> apps = home.store().appNames().stream()
                .flatMap(name -> home.store().app(name).stream())
                .toList();
        Map<AddonName, List<Seat>> seats = apps.stream()
                .flatMap(Inventory::seats)
                .collect(Collectors.groupingBy(seat -> seat.attachment().addon()));
        List<Listed> listed = new ArrayList<>();
        for (App app : apps) {
            rows(app)
                    .forEach(row -> listed.add(listed(
                            row, app.name(), seats.getOrDefault(row.addon().name(), List.of()))));
        }
        home.store()
                .ownerless()
                .forEach(addon -> listed.add(new Listed(new Row(addon, null, List.of()), false, List.of())));
        return listed;
    }

    private static Listed listed(Row row, AppName app, List<Seat> seats) {
        return new Listed(
                row,
                !app.equals(row.owner()),
                seats.stream().filter(seat -> !seat.app().equals(app)).toList());
    }

    private static Stream<Seat> seats(App app) {
        return app.attachments().stream().map(one -> new Seat(app.name(), one));
    }

    private static List<Row> rows(App app) {
        return app.addons().stream()
                .map(addon -> new Row(addon, app.name(), app.attachmentsOf(addon.name())))
                .toList();
    }

    /** The add-on that a text means, with its owner's attachments. */
    public Row find(String what, @Nullable AppName within) {
        home.reap();
        return row(new Targets(home).find(what, within));
    }

    /** The add-on that is to lose data; a word that can mean another one as well is a CONFLICT. */
    public Row doomed(String what, AppName within) {
        home.reap();
        return row(new Targets(home).doomed(what, within));
    }

    private static Row row(Tenant tenant) {
        App owner = tenant.owner();
        return new Row(
                tenant.addon(),
                tenant.app(),
                owner == null ? List.of() : owner.attachmentsOf(tenant.addon().name()));
    }

    /** Every attachment of one add-on, the owner's first. */
    public List<Seat> seats(AddonName addon) {
        return Tenant.of(home.store(), addon).map(Tenant::seats).orElse(List.of());
    }

    /**
     * One attachment with the spellings of its connection.
     *
     * @param connection label to URL, secrets included
     */
    public record Attached(Seat seat, Map<String, String> connection) {}

    /**
     * Everything about one add-on.
     *
     * @param observation null when its server does not answer; then {@code trouble} says why
     */
    public record Details(
            Row row,
            Server server,
            List<Attached> attached,
            @Nullable Observation observation,
            @Nullable String trouble) {}

    /** One add-on with what its server says of it. */
    public Details info(String what, @Nullable AppName within) {
        home.reap();
        Tenant tenant = new Targets(home).find(what, within);
        Addon addon = tenant.addon();
        if (!addon.isReady()) {
            Server planned = addon.server() == null ? home.serverOf(addon) : addon.server();
            List<Attached> seats = tenant.seats().stream()
                    .map(seat -> new Attached(seat, Map.of()))
                    .toList();
            return new Details(
                    row(tenant),
                    planned,
                    seats,
                    null,
                    "it is still being provisioned: vektra addons:wait " + addon.name());
        }
        Server server = home.serverOf(addon);
        AddonProvider provider = home.providers().of(addon.service());
        List<Attached> attached = tenant.seats().stream()
                .map(seat -> new Attached(
                        seat,
                        provider.connectionForms(
                                server, addon.resource(), seat.attachment().credentials())))
                .toList();
        try {
            return new Details(row(tenant), server, attached, provider.inspect(server, addon.resource()), null);
        } catch (VektraException down) {
            return new Details(row(tenant), server, attached, null, down.getMessage());
        }
    }

    /** The interactive client for an app's attachment. */
    public Client client(AppName name, String what) {
        home.settle();
        App app = home.app(name);
        Targets targets = new Targets(home);
        Attachment attachment = targets.attachment(app, what).orElseThrow(() -> {
            targets.mustBeKnown(what, app);
            return VektraException.notFound(
                    what + " is not bound to " + name, "first: vektra addons:bind " + what + " -a " + name);
        });
        Addon addon = home.requiredAddon(app, attachment);
        Provisioning.requireDone(addon);
        Server server = home.serverOf(addon);
        home.ensureAnswering(server);
        AddonProvider provider = home.providers().of(addon.service());
        return Optional.ofNullable(provider.client(server, addon.resource(), attachment.credentials()))
                .orElseThrow(() -> VektraException.unavailable(
                        "no interactive client of " + addon.service() + " is on this machine",
                        "install it, or use the URL: vektra config -a " + name,
                        null));
    }
}
