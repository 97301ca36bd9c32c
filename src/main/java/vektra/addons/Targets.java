package vektra.addons;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.model.Addon;
import vektra.model.AddonName;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Attachment;
import vektra.model.Service;
import vektra.model.ServiceName;
import vektra.model.Shown;
import vektra.model.VektraException;
import vektra.spi.Store;

/** Finds the add-on that somebody means by its name, by its service, or by the name it is attached under. */
final class Targets {
    private final Installation home;

    Targets(Installation home) {
        this.home = home;
    }

    /**
     * An add-on with the app that owns it.
     *
     * @param owner null when the owning app is gone
     */
    record Target(Addon addon, @Nullable App owner) {}

    /** The add-on meant; with an app, what that app sees comes first. */
    Target find(String text, @Nullable AppName within) {
        if (within != null) {
            App app = home.app(within);
            Optional<Addon> own = among(app, text);
            if (own.isPresent()) {
                return new Target(own.get(), app);
            }
        }
        Optional<Store.Owned> owned = asAddonName(text).flatMap(home.store()::owner);
        if (owned.isPresent()) {
            return global(new AddonName(text), owned.get());
        }
        throw VektraException.notFound(
                "no add-on " + Shown.quoted(text) + (within == null ? "" : " on " + within),
                within == null && home.providers().names().contains(text)
                        ? "say whose: -a APP"
                        : "see: vektra addons" + (within == null ? " --all" : " -a " + within));
    }

    private Target global(AddonName name, Store.Owned owned) {
        if (owned.addon() != null) {
            return new Target(owned.addon(), null);
        }
        if (owned.app() == null) {
            throw new IllegalStateException("an owned add-on has neither an app nor a record");
        }
        App app = home.app(owned.app());
        Addon addon = app.addon(name).orElseThrow(() -> VektraException.notFound("no add-on " + name, null));
        return new Target(addon, app);
    }

    private static Optional<AddonName> asAddonName(String text) {
        try {
            return Optional.of(new AddonName(text));
        } catch (VektraException notAName) {
            return Optional.empty();
        }
    }

    private Optional<Addon> among(App app, String text) {
        Optional<Addon> named = app.addons().stream()
                .filter(addon -> addon.name().value().equals(text))
                .findFirst();
        if (named.isPresent()) {
            return named;
        }
        Optional<Addon> attached = app.attachments().stream()
                .filter(a -> a.name().value().equalsIgnoreCase(text.replace('-', '_')))
                .findFirst()
                .flatMap(a -> app.addon(a.addon()));
        if (attached.isPresent()) {
            return attached;
        }
        int colon = text.indexOf(':');
        String service = colon < 0 ? text : text.substring(0, colon);
        String plan = colon < 0 ? "" : text.substring(colon + 1);
        return only(
                text,
                app.addons().stream()
                        .filter(addon -> addon.service().value().equals(service))
                        .filter(addon -> plan.isEmpty() || addon.plan().equals(plan))
                        .toList());
    }

    private static Optional<Addon> only(String text, List<Addon> found) {
        if (found.size() > 1) {
            throw VektraException.conflict(
                    Shown.quoted(text) + " can mean "
                            + String.join(
                                    " or ",
                                    found.stream().map(a -> a.name().value()).toList()),
                    "name the add-on");
        }
        return found.stream().findFirst();
    }

    /** The attachment of an app that somebody means; empty when the app has no such. */
    static Optional<Attachment> attachment(App app, String text) {
        Optional<Attachment> named = app.attachments().stream()
                .filter(a -> a.name().value().equalsIgnoreCase(text.replace('-', '_')))
                .findFirst();
        if (named.isPresent()) {
            return named;
        }
        int colon = text.indexOf(':');
        String service = colon < 0 ? text : text.substring(0, colon);
        String plan = colon < 0 ? "" : text.substring(colon + 1);
        List<Attachment> found = app.attachments().stream()
                .filter(a -> a.addon().value().equals(text)
                        || (a.service().value().equals(service) && planFits(app, a, plan)))
                .toList();
        if (found.size() > 1) {
            throw VektraException.conflict(
                    Shown.quoted(text) + " is attached to " + app.name() + " as "
                            + String.join(
                                    " and as ",
                                    found.stream().map(a -> a.name().value()).toList()),
                    "say which: --as " + found.get(0).name());
        }
        return found.stream().findFirst();
    }

    private static boolean planFits(App app, Attachment attachment, String plan) {
        return plan.isEmpty()
                || app.addon(attachment.addon())
                        .map(addon -> addon.plan().equals(plan))
                        .orElse(false);
    }

    /** Refuses a word that means nothing at all, so that a mistyped service is not taken for one not bound. */
    void mustBeKnown(String text, App app) {
        int colon = text.indexOf(':');
        String service = colon < 0 ? text : text.substring(0, colon);
        boolean owned =
                app.addons().stream().anyMatch(addon -> addon.name().value().equals(text));
        if (!owned) {
            Service known = home.providers().of(new ServiceName(service)).service();
            if (colon >= 0) {
                known.plan(text.substring(colon + 1));
            }
        }
    }
}
