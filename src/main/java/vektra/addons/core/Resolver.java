package vektra.addons.core;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vektra.model.Addon;
import vektra.model.AddonName;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Attachment;
import vektra.model.AttachmentName;
import vektra.model.Id;
import vektra.model.Input;
import vektra.model.Next;
import vektra.model.PlanName;
import vektra.model.Service;
import vektra.model.ServiceName;
import vektra.model.Shown;
import vektra.model.Text;
import vektra.model.VektraException;

/**
 * Finds the add-on that a text means: by its name or its id, by its service, by the name or the id of an attachment, or
 * as {@code app::ATTACHMENT}.
 */
public final class Resolver {
    private static final String OF_APP = "::";
    private static final Text SEE_ALL = Text.of("see: ", Next.of("addons").with("all"));

    /** What a word means first where it could mean several things of an app. */
    public enum Precedence {
        /** A service's name means the service, whatever is attached under that name: as on the command line. */
        SERVICE,
        /** An attachment, also by one of its config vars, comes before a service: as in Heroku's API. */
        ATTACHMENT
    }

    private final Lookup at;

    public Resolver(Lookup at) {
        this.at = at;
    }

    /** The add-on meant; with an app, what that app sees comes first. */
    public Tenant find(String text, @Nullable AppName within) {
        int of = text.indexOf(OF_APP);
        if (of >= 0) {
            App app = at.app(new AppName(text.substring(0, of)));
            return among(app, text.substring(of + OF_APP.length())).orElseThrow(() -> none(text, app.name()));
        }
        if (within != null) {
            App app = at.app(within);
            Optional<Tenant> seen = among(app, text);
            if (seen.isPresent()) {
                return seen.get();
            }
        }
        return asAddonName(text)
                .flatMap(name -> at.tenant(name))
                .or(() -> Id.isValid(text) ? byId(new Id(text)) : Optional.empty())
                .orElseThrow(() -> none(text, within));
    }

    /**
     * The add-on that is to lose data: as {@link #find}, but where a word can mean another add-on of the app as well, that
     * is a CONFLICT that names both.
     */
    public Tenant doomed(String text, @Nullable AppName within) {
        Tenant meant = find(text, within);
        int of = text.indexOf(OF_APP);
        String word = of < 0 ? text : text.substring(of + OF_APP.length());
        AppName scope = of < 0 ? within : new AppName(text.substring(0, of));
        if (scope != null && !Id.isValid(word)) {
            List<String> others = others(at.app(scope), word, meant.addon());
            if (!others.isEmpty()) {
                throw VektraException.conflict(
                        Shown.quoted(word) + " can mean " + meant.addon().name() + " or " + String.join(" or ", others),
                        isService(word)
                                ? "name the add-on"
                                : "give its id: " + meant.addon().name() + " is "
                                        + meant.addon().id().value());
            }
        }
        return meant;
    }

    /** What else of an app a word can mean. */
    private List<String> others(App app, String word, Addon meant) {
        Set<String> others = new LinkedHashSet<>();
        app.attachments().stream()
                .filter(attachment -> !attachment.addon().equals(meant.name()))
                .filter(attachment ->
                        attachment.isCalled(word) || attachment.addon().value().equals(word))
                .forEach(attachment -> others.add(attachment.addon() + ", attached as " + attachment.name()));
        app.addons().stream()
                .filter(addon -> !addon.name().equals(meant.name()))
                .filter(addon -> fits(addon.service(), addon.plan(), word))
                .forEach(addon -> others.add(addon.name().value()));
        return List.copyOf(others);
    }

    private VektraException none(String text, @Nullable AppName within) {
        return VektraException.notFound(
                "no add-on " + Shown.quoted(text) + (within == null ? "" : " on " + within),
                within == null && at.providers().names().contains(text)
                        ? Text.of("give its app: ", Input.of(Input.APP, "APP"))
                        : within == null
                                ? SEE_ALL
                                : Text.of("see: ", Next.of("addons").app(within)));
    }

    /** Opens every app until it is found: names are what people type. */
    private Optional<Tenant> byId(Id id) {
        return at.at().appNames().stream()
                .flatMap(name -> at.at().app(name).stream())
                .flatMap(app -> among(app, id.value()).stream())
                .findFirst()
                .or(() -> at.at().ownerless().stream()
                        .filter(addon -> addon.id().equals(id))
                        .map(addon -> new Tenant(addon, null, List.of()))
                        .findFirst());
    }

    static VektraException none(AddonName name) {
        return VektraException.notFound("no add-on " + name, SEE_ALL);
    }

    private static Optional<AddonName> asAddonName(String text) {
        try {
            return Optional.of(new AddonName(text));
        } catch (VektraException notAName) {
            return Optional.empty();
        }
    }

    private Optional<Tenant> among(App app, String text) {
        return only(text, meant(app, text, Precedence.SERVICE));
    }

    /** Every add-on of an app, its own or one that it has attached, that a word can mean; none is no error. */
    public List<Tenant> meant(App app, String text, Precedence first) {
        List<Tenant> tenants = new ArrayList<>();
        for (AddonName name : names(app, text, first)) {
            app.addon(name)
                    .map(addon -> Tenant.of(at.at(), addon, app))
                    .or(() -> at.tenant(name))
                    .ifPresent(tenants::add);
        }
        return tenants;
    }

    private Set<AddonName> names(App app, String text, Precedence first) {
        Set<AddonName> named = named(app, text);
        if (!named.isEmpty()) {
            return named;
        }
        if (isService(text) && first == Precedence.SERVICE) {
            return ofService(app, text);
        }
        Set<AddonName> attached = new LinkedHashSet<>();
        app.attachments().stream()
                .filter(one -> one.isCalled(text) || (first == Precedence.ATTACHMENT && one.sets(text)))
                .forEach(one -> attached.add(one.addon()));
        return attached.isEmpty() && isService(text) ? ofService(app, text) : attached;
    }

    /** By its global name, or its id. */
    private Set<AddonName> named(App app, String text) {
        Set<AddonName> found = new LinkedHashSet<>();
        app.addons().stream().filter(addon -> isCalled(addon, text)).forEach(addon -> found.add(addon.name()));
        app.borrowed().stream().filter(one -> isOf(app, one, text)).forEach(one -> found.add(one.addon()));
        return found;
    }

    /** The service's add-on with the usual variables, such as {@code DATABASE_URL}; else the app's own, else others'. */
    private Set<AddonName> ofService(App app, String text) {
        Set<AddonName> found = new LinkedHashSet<>();
        usual(app, text).ifPresent(one -> found.add(one.addon()));
        if (found.isEmpty()) {
            app.addons().stream()
                    .filter(addon -> fits(addon.service(), addon.plan(), text))
                    .forEach(addon -> found.add(addon.name()));
        }
        if (found.isEmpty()) {
            app.borrowed().stream().filter(one -> meant(app, one, text)).forEach(one -> found.add(one.addon()));
        }
        return found;
    }

    private static boolean isCalled(Addon addon, String text) {
        return addon.name().value().equals(text) || addon.id().value().equals(text);
    }

    /** Only for an id is the add-on itself looked up, which may be in another app's file. */
    private boolean isOf(App app, Attachment attachment, String text) {
        return Id.isValid(text)
                ? at.addon(app, attachment)
                        .filter(addon -> isCalled(addon, text))
                        .isPresent()
                : attachment.addon().value().equals(text);
    }

    private boolean meant(App app, Attachment attachment, String text) {
        return at.addon(app, attachment)
                .filter(addon -> fits(addon.service(), addon.plan(), text))
                .isPresent();
    }

    /** Whether a word names a service, with a plan or without. */
    public boolean isService(String text) {
        return at.providers().names().contains(PlanName.serviceOf(text));
    }

    private static boolean fits(ServiceName service, String plan, String text) {
        return text.equals(service.value()) || text.equals(service + ":" + plan);
    }

    private static Optional<Attachment> attachedAs(App app, String text) {
        return app.attachments().stream().filter(one -> one.isCalled(text)).findFirst();
    }

    private static Optional<Tenant> only(String text, List<Tenant> found) {
        if (found.size() > 1) {
            throw VektraException.conflict(
                    Shown.quoted(text) + " can mean "
                            + String.join(
                                    " or ",
                                    found.stream()
                                            .map(one -> one.addon().name().value())
                                            .toList()),
                    "name the add-on");
        }
        return found.stream().findFirst();
    }

    /**
     * The attachment of an app that a text means; empty when the app has no such. A service means its usual attachment,
     * whatever others there are.
     */
    public Optional<Attachment> attachment(App app, String text) {
        String own = app.name() + OF_APP;
        if (text.contains(OF_APP)) {
            return text.startsWith(own) ? attachment(app, text.substring(own.length())) : Optional.empty();
        }
        if (!isService(text)) {
            Optional<Attachment> named = attachedAs(app, text);
            return named.isPresent() ? named : onlyOf(app, text, a -> isOf(app, a, text));
        }
        Optional<Attachment> usual = usual(app, text);
        return usual.isPresent() ? usual : onlyOf(app, text, attachment -> meant(app, attachment, text));
    }

    /** What is attached with the usual variables of a service, if it is of that service, or of that plan. */
    private Optional<Attachment> usual(App app, String text) {
        AttachmentName name = at.providers()
                .of(new ServiceName(PlanName.serviceOf(text)))
                .service()
                .attachment();
        return app.attachment(name).filter(attachment -> meant(app, attachment, text));
    }

    /** The same, where there must be one. */
    public Attachment requiredAttachment(App app, String text) {
        return attachment(app, text)
                .orElseThrow(() -> VektraException.notFound(
                        Shown.quoted(text) + " is not attached to " + app.name(),
                        Text.of("see: ", Next.of("addons").app(app.name()))));
    }

    private static Optional<Attachment> onlyOf(App app, String text, Predicate<Attachment> meant) {
        List<String> names = new ArrayList<>();
        List<Attachment> found = app.attachments().stream().filter(meant).toList();
        found.forEach(attachment -> names.add(attachment.name().value()));
        if (found.size() > 1) {
            throw VektraException.conflict(
                    Shown.quoted(text) + " is attached to " + app.name() + " as " + String.join(" and as ", names),
                    "say " + String.join(" or ", names) + " instead");
        }
        return found.stream().findFirst();
    }

    /** Refuses a word that means nothing at all, so that a mistyped service is not taken for one not bound. */
    public void mustBeKnown(String text, App app) {
        boolean owned =
                app.addons().stream().anyMatch(addon -> addon.name().value().equals(text));
        if (!owned) {
            PlanName named = PlanName.typed(text);
            Service known = at.providers().of(named.service()).service();
            if (named.plan() != null) {
                known.plan(named.plan());
            }
        }
    }
}
