package vektra.addons;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Installation;
import vektra.addons.core.Lookup;
import vektra.addons.core.Resolver;
import vektra.addons.core.Seat;
import vektra.addons.core.Tenant;
import vektra.model.Addon;
import vektra.model.AddonName;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Attachment;
import vektra.model.Client;
import vektra.model.Credentials;
import vektra.model.Next;
import vektra.model.Observation;
import vektra.model.Resource;
import vektra.model.Secret;
import vektra.model.Server;
import vektra.model.Text;
import vektra.model.VektraException;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.ServerLauncher.Encryption;
import vektra.spi.Snapshot;

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
        Lookup at = home.lookup();
        App app = at.app(name);
        List<Row> rows = new ArrayList<>(rows(app));
        for (Tenant tenant : foreign(at, app)) {
            rows.add(new Row(
                    tenant.addon(),
                    tenant.app(),
                    app.attachmentsOf(tenant.addon().name())));
        }
        return rows;
    }

    /** The add-ons of other apps that an app has attached. */
    private static List<Tenant> foreign(Lookup at, App app) {
        List<Tenant> tenants = new ArrayList<>();
        Set<AddonName> seen = new HashSet<>();
        for (Attachment attachment : app.borrowed()) {
            if (seen.add(attachment.addon())) {
                at.tenant(attachment.addon()).ifPresent(tenants::add);
            }
        }
        return tenants;
    }

    /** The add-ons of all apps, then those whose app is gone. */
    public List<Row> all() {
        return listed(UnaryOperator.identity()).stream().map(Listed::row).toList();
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
        Lookup at = home.lookup();
        App app = at.app(name);
        List<Tenant> tenants = new ArrayList<>();
        for (Addon addon : app.addons()) {
            tenants.add(Tenant.of(at.at(), addon, app));
        }
        tenants.addAll(foreign(at, app));
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

    /** Those of all apps, with neither secrets nor what only providers understand. */
    public List<Listed> listed() {
        return listed(Inventory::bare);
    }

    /** Reads each app's file once and keeps of the apps only their rows, since there may be ten thousand. */
    private List<Listed> listed(UnaryOperator<Row> kept) {
        home.reap();
        Snapshot at = home.store().read();
        List<Row> rows = new ArrayList<>();
        Map<AddonName, List<Seat>> guests = new HashMap<>();
        for (AppName name : at.appNames()) {
            at.app(name).ifPresent(app -> {
                rows(app).forEach(row -> rows.add(kept.apply(row)));
                app.borrowed()
                        .forEach(attachment -> guests.computeIfAbsent(attachment.addon(), addon -> new ArrayList<>())
                                .add(new Seat(name, attachment)));
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

    private static Listed listed(Row row, AppName app, List<Seat> seats) {
        return new Listed(
                row,
                !app.equals(row.owner()),
                seats.stream().filter(seat -> !seat.app().equals(app)).toList());
    }

    private static List<Row> rows(App app) {
        return app.addons().stream()
                .map(addon -> new Row(addon, app.name(), app.attachmentsOf(addon.name())))
                .toList();
    }

    /** The add-on that a text means, with its owner's attachments. */
    public Row find(String what, @Nullable AppName within) {
        home.reap();
        return row(new Resolver(home.lookup()).find(what, within));
    }

    /**
     * Every add-on of an app that a word can mean, with the app's attachments of it; an attachment comes before a service
     * of the same name, as in Heroku's API.
     */
    public List<Row> meant(App app, String word) {
        return new Resolver(home.lookup())
                .meant(app, word, Resolver.Precedence.ATTACHMENT).stream()
                        .map(tenant -> new Row(
                                tenant.addon(),
                                tenant.app(),
                                app.attachmentsOf(tenant.addon().name())))
                        .toList();
    }

    /** The add-on that is to lose data; a word that can mean another one as well is a CONFLICT. */
    public Row doomed(String what, AppName within) {
        home.reap();
        return row(new Resolver(home.lookup()).doomed(what, within));
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
        return home.lookup().tenant(addon).map(Tenant::seats).orElse(List.of());
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
     * @param authority the file that clients verify the server with; null where it has no TLS of Vektra's
     * @param observation null when its server does not answer; then {@code trouble} says why
     */
    public record Details(
            Row row,
            Server server,
            List<Attached> attached,
            @Nullable Path authority,
            @Nullable Observation observation,
            @Nullable Text trouble) {}

    /** One add-on with what its server says of it. */
    public Details info(String what, @Nullable AppName within) {
        home.reap();
        Lookup at = home.lookup();
        Tenant tenant = new Resolver(at).find(what, within);
        Addon addon = tenant.addon();
        if (!addon.isReady()) {
            Server planned = addon.server() == null ? at.serverOf(addon) : addon.server();
            List<Attached> seats = tenant.seats().stream()
                    .map(seat -> new Attached(seat, Map.of()))
                    .toList();
            return new Details(
                    row(tenant),
                    planned,
                    seats,
                    null,
                    null,
                    Text.of("it is still being provisioned: ", Next.of("addons:wait", addon.name())));
        }
        Server server = at.serverOf(addon);
        AddonProvider provider = home.providers().of(addon.service());
        Path authority = home.launcher()
                .encryption(server, provider)
                .map(Encryption::authority)
                .orElse(null);
        List<Attached> attached = tenant.seats().stream()
                .map(seat -> new Attached(seat, forms(provider, server, tenant, seat, authority)))
                .toList();
        try {
            return new Details(
                    row(tenant), server, attached, authority, provider.inspect(server, addon.resource()), null);
        } catch (VektraException down) {
            return new Details(row(tenant), server, attached, authority, null, down.text());
        }
    }

    private static Map<String, String> forms(
            AddonProvider provider, Server server, Tenant tenant, Seat seat, @Nullable Path authority) {
        Resource resource = tenant.addon().resource();
        Credentials credentials = seat.attachment().credentials();
        Map<String, String> forms = new LinkedHashMap<>();
        provider.abilities().forms().ifPresent(able -> {
            forms.putAll(able.connectionForms(server, resource, credentials));
            if (authority != null) {
                forms.putAll(able.verifiedForms(server, resource, credentials, authority));
            }
        });
        return forms;
    }

    /** The interactive client for an app's attachment. */
    public Client client(AppName name, String what) {
        home.settle();
        Lookup at = home.lookup();
        App app = at.app(name);
        Resolver targets = new Resolver(at);
        Attachment attachment = targets.attachment(app, what).orElseThrow(() -> {
            targets.mustBeKnown(what, app);
            return VektraException.notFound(
                    what + " is not bound to " + name,
                    Text.of("first: ", Next.of("addons:bind", what).app(name)));
        });
        Addon addon = at.requiredAddon(app, attachment);
        Provisioning.requireDone(addon);
        Server server = at.serverOf(addon);
        home.ensureAnswering(server);
        Optional<Ability.Shell> shell =
                home.providers().of(addon.service()).abilities().shell();
        Next variables = Next.of("config").app(name);
        return shell.map(able -> able.client(server, addon.resource(), attachment.credentials()))
                .orElseThrow(() -> VektraException.unavailable(
                        "no interactive client of " + addon.service()
                                + (shell.isPresent() ? " is on this machine" : " is run by Vektra"),
                        shell.isPresent()
                                ? Text.of("install it, or use the URL: ", variables)
                                : Text.of("run one with the app's variables: ", variables),
                        null));
    }
}
