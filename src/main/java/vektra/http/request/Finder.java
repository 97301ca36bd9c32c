package vektra.http.request;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vektra.addons.Inventory;
import vektra.addons.core.Resolver;
import vektra.addons.verbs.Verbs;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.name.Id;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

/** Finds what a request names, by name or by id; for one request, since it reads each app only once. */
public final class Finder {
    static final String ADDON = "add_on";
    private static final String ATTACHMENT = "add_on attachment";

    private final Verbs verbs;
    private final Reach reach;
    private final Hints hints;
    private final Map<AppName, Optional<App>> read = new HashMap<>();
    private @Nullable List<App> all;

    /** @param reach what it does not reach is not found */
    public Finder(Verbs verbs, Reach reach, Hints hints) {
        this.verbs = verbs;
        this.reach = reach;
        this.hints = hints;
    }

    public List<App> apps() {
        if (all == null) {
            all = verbs.apps().list().stream()
                    .filter(app -> reach.of(app.name()))
                    .toList();
            all.forEach(app -> read.put(app.name(), Optional.of(app)));
        }
        return all;
    }

    private Optional<App> named(AppName name) {
        return read.computeIfAbsent(name, key -> verbs.apps().find(key));
    }

    /** The app of that name or id. */
    public App app(String text) {
        Optional<App> app = Id.isValid(text)
                ? holder(text, candidate -> candidate.id().value().equals(text))
                : appName(text).filter(reach::of).flatMap(this::named);
        return app.orElseThrow(() -> Refusal.notFound("app", "app"));
    }

    private static Optional<AppName> appName(String text) {
        return AppName.isValid(text) ? Optional.of(new AppName(text)) : Optional.empty();
    }

    /** The app that has something of an id. */
    private Optional<App> holder(String id, Predicate<App> has) {
        AppName hint = hints.of(id);
        Optional<App> hinted =
                hint == null || !reach.of(hint) ? Optional.empty() : named(hint).filter(has);
        if (hinted.isPresent()) {
            return hinted;
        }
        Optional<App> found = apps().stream().filter(has).findFirst();
        found.ifPresent(app -> hints.learn(id, app.name()));
        return found;
    }

    /** All add-ons. */
    public List<Inventory.Row> addons() {
        return verbs.inventory().whole().stream()
                .flatMap(one -> reach.seen(one.row(), one::elsewhere).stream())
                .toList();
    }

    /** The add-ons of an app, its own and those it has attached. */
    public List<Inventory.Row> addons(App app) {
        return verbs.inventory().of(app.name());
    }

    /** The owner of an add-on; null when its app is gone. */
    @Nullable
    public App owner(Inventory.Row row) {
        return row.owner() == null ? null : named(row.owner()).orElse(null);
    }

    /** The one add-on of that global name or id. */
    public Inventory.Row addon(String text) {
        return global(text).orElseThrow(() -> Refusal.notFound("add-on", ADDON));
    }

    private Optional<Inventory.Row> global(String text) {
        return reach.hasNoOther(text)
                ? anywhere(text)
                        .flatMap(row -> reach.seen(
                                row, () -> verbs.inventory().uses(row.addon().name())))
                : Optional.empty();
    }

    private Optional<Inventory.Row> anywhere(String text) {
        if (!Id.isValid(text)) {
            return named(text);
        }
        Predicate<Addon> meant = addon -> addon.id().value().equals(text);
        Optional<Inventory.Row> owned = holder(
                        text, app -> app.addons().stream().anyMatch(meant))
                .flatMap(app -> app.addons().stream().filter(meant).findFirst().map(addon -> row(app, addon)));
        // those without an owner, and those of apps that the token does not reach
        return owned.or(() -> verbs.inventory().all().stream()
                .filter(row -> meant.test(row.addon()))
                .findFirst());
    }

    private Optional<Inventory.Row> named(String text) {
        try {
            return Optional.of(verbs.inventory().find(text, null));
        } catch (VektraException e) {
            if (e.kind() == Kind.NOT_FOUND || e.kind() == Kind.INVALID) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Inventory.Row row(App app, Addon addon) {
        return new Inventory.Row(addon, app.name(), app.attachmentsOf(addon.name()));
    }

    /** The one add-on that an app means by a name, an id, an attachment or a service. */
    public Inventory.Row addon(App app, String text) {
        List<Inventory.Row> found = verbs.inventory().meant(app, text);
        if (found.isEmpty()) {
            throw Refusal.notFound("add-on", ADDON);
        }
        if (found.size() > 1) {
            throw Refusal.ambiguous(
                    found.stream().map(row -> row.addon().name().value()).toList());
        }
        return found.get(0);
    }

    /** Every add-on that a word can mean, in an app or anywhere; none is refused. */
    public List<Inventory.Row> resolve(String text, @Nullable App within) {
        int colons = text.indexOf(Resolver.OF_APP);
        if (colons > 0) {
            return resolve(text.substring(colons + Resolver.OF_APP.length()), app(text.substring(0, colons)));
        }
        List<Inventory.Row> found = within == null
                ? global(text).map(List::of).orElseGet(() -> ofService(text))
                : verbs.inventory().meant(within, text);
        return found.isEmpty() ? List.of(addon(text)) : found;
    }

    private List<Inventory.Row> ofService(String text) {
        return addons().stream()
                .filter(row -> row.addon().service().value().equals(text)
                        || row.addon().fullPlan().equals(text))
                .toList();
    }

    /** The attachments of an app with the add-ons behind them. */
    public List<Seen> attachments(App app) {
        List<Seen> seen = new ArrayList<>();
        List<Inventory.Row> rows = null;
        for (Attachment attachment : app.attachments()) {
            Optional<Inventory.Row> row = app.addon(attachment.addon()).map(addon -> row(app, addon));
            if (row.isEmpty()) {
                rows = rows == null ? addons(app) : rows;
                row = rows.stream()
                        .filter(foreign -> foreign.addon().name().equals(attachment.addon()))
                        .findFirst();
            }
            row.ifPresent(known -> seen.add(new Seen(app, attachment, known)));
        }
        return seen;
    }

    public List<Seen> attachments() {
        return apps().stream().flatMap(app -> attachments(app).stream()).toList();
    }

    /** Every attachment of an add-on, whichever app has it; of one that is not the token's own, those of its apps. */
    public List<Seen> attachments(Inventory.Row row) {
        return verbs.inventory().uses(row.addon().name()).stream()
                .filter(use -> reach.isOwn(row) || reach.of(use.app()))
                .flatMap(use -> named(use.app()).stream().map(app -> new Seen(app, use.attachment(), row)))
                .toList();
    }

    /** The attachment of that id. */
    public Seen attachment(String id) {
        return holder(
                        id,
                        app -> app.attachments().stream()
                                .anyMatch(attachment -> attachment.id().value().equals(id)))
                .map(app -> attachment(app, id))
                .orElseThrow(Finder::noAttachment);
    }

    /** The attachment of an app that has that name or id. */
    public Seen attachment(App app, String text) {
        return attachments(app).stream()
                .filter(seen -> isMeant(seen.attachment(), text))
                .findFirst()
                .orElseThrow(Finder::noAttachment);
    }

    /** Every attachment that a word can mean; the name of an add-on means the one with the plain variables first. */
    public List<Seen> resolveAttachments(String text, @Nullable App within) {
        int colons = text.indexOf(Resolver.OF_APP);
        if (colons > 0) {
            return resolveAttachments(
                    text.substring(colons + Resolver.OF_APP.length()), app(text.substring(0, colons)));
        }
        List<Seen> all = within == null ? attachments() : attachments(within);
        List<Seen> exact = all.stream()
                .filter(seen ->
                        within == null ? seen.attachment().id().value().equals(text) : isMeant(seen.attachment(), text))
                .toList();
        List<Seen> found = exact.isEmpty()
                ? all.stream()
                        .filter(seen -> seen.row().addon().name().value().equals(text)
                                || seen.row().addon().id().value().equals(text))
                        .toList()
                : exact;
        if (found.isEmpty()) {
            throw noAttachment();
        }
        return exact.isEmpty()
                ? found.stream()
                        .filter(this::isPrimary)
                        .findFirst()
                        .map(List::of)
                        .orElse(found)
                : found;
    }

    private static boolean isMeant(Attachment attachment, String text) {
        return attachment.isCalled(text) || attachment.sets(text);
    }

    /** Whether it has the service's usual name, and so the plain variables. */
    public boolean isPrimary(Seen seen) {
        return verbs.catalogue()
                .describe(seen.attachment().service())
                .attachment()
                .equals(seen.attachment().name());
    }

    private static Refusal noAttachment() {
        return Refusal.notFound("add-on attachment", ATTACHMENT);
    }
}
