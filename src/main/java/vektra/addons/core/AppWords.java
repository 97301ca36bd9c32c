package vektra.addons.core;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import vektra.addons.core.Resolver.Precedence;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.AttachmentName;
import vektra.model.name.Id;
import vektra.model.name.PlanName;
import vektra.model.name.ServiceName;
import vektra.model.service.Service;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/** What a word means among the add-ons and the attachments of one app. */
public record AppWords(Lookup at, App app) {
    /** What else of an app a word can mean. */
    List<String> others(String word, Addon meant) {
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

    /** Every add-on of an app, its own or one that it has attached, that a word can mean; none is no error. */
    public List<OwnedAddon> meant(String text, Precedence first) {
        List<OwnedAddon> addons = new ArrayList<>();
        for (AddonName name : names(text, first)) {
            app.addon(name)
                    .map(addon -> OwnedAddon.of(at.at(), addon, app))
                    .or(() -> at.owned(name))
                    .ifPresent(addons::add);
        }
        return addons;
    }

    private Set<AddonName> names(String text, Precedence first) {
        Set<AddonName> named = named(text);
        if (!named.isEmpty()) {
            return named;
        }
        if (at.isService(text) && first == Precedence.SERVICE) {
            return ofService(text);
        }
        Set<AddonName> attached = new LinkedHashSet<>();
        app.attachments().stream()
                .filter(one -> one.isCalled(text) || (first == Precedence.ATTACHMENT && one.sets(text)))
                .forEach(one -> attached.add(one.addon()));
        return attached.isEmpty() && at.isService(text) ? ofService(text) : attached;
    }

    /** By its global name, or its id. */
    private Set<AddonName> named(String text) {
        Set<AddonName> found = new LinkedHashSet<>();
        app.addons().stream().filter(addon -> isCalled(addon, text)).forEach(addon -> found.add(addon.name()));
        app.borrowed().stream().filter(one -> isOf(one, text)).forEach(one -> found.add(one.addon()));
        return found;
    }

    /** The service's add-on with the usual variables, such as {@code DATABASE_URL}; else the app's own, else others'. */
    private Set<AddonName> ofService(String text) {
        Set<AddonName> found = new LinkedHashSet<>();
        usual(text).ifPresent(one -> found.add(one.addon()));
        if (found.isEmpty()) {
            app.addons().stream()
                    .filter(addon -> fits(addon.service(), addon.plan(), text))
                    .forEach(addon -> found.add(addon.name()));
        }
        if (found.isEmpty()) {
            app.borrowed().stream().filter(one -> meant(one, text)).forEach(one -> found.add(one.addon()));
        }
        return found;
    }

    private static boolean isCalled(Addon addon, String text) {
        return addon.name().value().equals(text) || addon.id().value().equals(text);
    }

    /** Only for an id is the add-on itself looked up, which may be in another app's file. */
    private boolean isOf(Attachment attachment, String text) {
        return Id.isValid(text)
                ? at.addon(app, attachment)
                        .filter(addon -> isCalled(addon, text))
                        .isPresent()
                : attachment.addon().value().equals(text);
    }

    private boolean meant(Attachment attachment, String text) {
        return at.addon(app, attachment)
                .filter(addon -> fits(addon.service(), addon.plan(), text))
                .isPresent();
    }

    private static boolean fits(ServiceName service, String plan, String text) {
        return text.equals(service.value()) || text.equals(service + ":" + plan);
    }

    private Optional<Attachment> attachedAs(String text) {
        return app.attachments().stream().filter(one -> one.isCalled(text)).findFirst();
    }

    /**
     * The attachment of an app that a text means; empty when the app has no such. A service means its usual attachment,
     * whatever others there are.
     */
    public Optional<Attachment> attachment(String text) {
        String own = app.name() + Resolver.OF_APP;
        if (text.contains(Resolver.OF_APP)) {
            return text.startsWith(own) ? attachment(text.substring(own.length())) : Optional.empty();
        }
        if (!at.isService(text)) {
            Optional<Attachment> named = attachedAs(text);
            return named.isPresent() ? named : onlyOf(text, a -> isOf(a, text));
        }
        Optional<Attachment> usual = usual(text);
        return usual.isPresent() ? usual : onlyOf(text, attachment -> meant(attachment, text));
    }

    /** What is attached with the usual variables of a service, if it is of that service, or of that plan. */
    private Optional<Attachment> usual(String text) {
        AttachmentName name = at.providers()
                .of(new ServiceName(PlanName.serviceOf(text)))
                .service()
                .attachment();
        return app.attachment(name).filter(attachment -> meant(attachment, text));
    }

    /** As {@link #attachment}, where there must be one. */
    public Attachment requiredAttachment(String text) {
        return attachment(text)
                .orElseThrow(() -> VektraException.notFound(
                        Shown.quoted(text) + " is not attached to " + app.name(),
                        Text.of("see: ", Next.of("addons").app(app.name()))));
    }

    private Optional<Attachment> onlyOf(String text, Predicate<Attachment> meant) {
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
    public void mustBeKnown(String text) {
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
