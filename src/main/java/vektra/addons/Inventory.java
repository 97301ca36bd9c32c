package vektra.addons;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.model.Addon;
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
     */
    public record Row(Addon addon, @Nullable AppName owner, List<Attachment> attachments) {}

    /** The add-ons of one app. */
    public List<Row> of(AppName name) {
        home.reap();
        return rows(home.app(name));
    }

    /** The add-ons of all apps, then those whose app is gone; each app's file is read once. */
    public List<Row> all() {
        home.reap();
        List<Row> rows = new ArrayList<>();
        for (AppName name : home.store().appNames()) {
            home.store().app(name).ifPresent(app -> rows.addAll(rows(app)));
        }
        home.store().ownerless().forEach(addon -> rows.add(new Row(addon, null, List.of())));
        return rows;
    }

    private static List<Row> rows(App app) {
        return app.addons().stream()
                .map(addon -> new Row(addon, app.name(), app.attachmentsOf(addon.name())))
                .toList();
    }

    /**
     * One attachment with the spellings of its connection.
     *
     * @param connection label to URL, secrets included
     */
    public record Attached(Attachment attachment, Map<String, String> connection) {}

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
        Targets.Target target = new Targets(home).find(what, within);
        Addon addon = target.addon();
        App owner = target.owner();
        List<Attachment> attachments = owner == null ? List.of() : owner.attachmentsOf(addon.name());
        Server server = home.serverOf(addon);
        AddonProvider provider = home.providers().of(addon.service());
        List<Attached> attached = attachments.stream()
                .map(a -> new Attached(a, provider.connectionForms(server, addon.resource(), a.credentials())))
                .toList();
        Row row = new Row(addon, owner == null ? null : owner.name(), attachments);
        try {
            return new Details(row, server, attached, provider.inspect(server, addon.resource()), null);
        } catch (VektraException down) {
            return new Details(row, server, attached, null, down.getMessage());
        }
    }

    /** The interactive client for an app's attachment. */
    public Client client(AppName name, String what) {
        home.reap();
        App app = home.app(name);
        Targets targets = new Targets(home);
        Attachment attachment = targets.attachment(app, what).orElseThrow(() -> {
            targets.mustBeKnown(what, app);
            return VektraException.notFound(
                    what + " is not bound to " + name, "first: vektra addons:bind " + what + " -a " + name);
        });
        Addon addon = app.addon(attachment.addon())
                .orElseThrow(() -> VektraException.notFound("no add-on " + attachment.addon(), null));
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
