package vektra.addons.resources;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.addons.Attach;
import vektra.addons.Create;
import vektra.addons.Inventory;
import vektra.addons.Unbind;
import vektra.addons.apps.Apps;
import vektra.addons.core.AddonUse;
import vektra.addons.core.Engine;
import vektra.addons.core.Lookup;
import vektra.addons.core.Naming;
import vektra.addons.core.Options;
import vektra.addons.core.Providers;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.name.PlanName;
import vektra.model.name.ServiceName;
import vektra.model.service.Plan;
import vektra.model.service.Service;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/**
 * Add-ons as Convox sees them: resources of an app, called as it sees them, and resources of the rack, which no app of a
 * user's owns. Those are of an app of Vektra's own, whose credentials their URLs have.
 *
 * @param app {@link #RACK} for those of the rack
 */
public record Resources(
        Engine engine,
        Providers providers,
        Inventory inventory,
        Apps apps,
        Create create,
        Attach attach,
        Unbind unbind,
        AppName app) {
    /** Owns the resources of the rack. */
    public static final AppName RACK = new AppName("rack");

    /**
     * A resource.
     *
     * @param name for an app the attachment's, in lower case with dashes; for the rack the add-on's
     * @param url null where it has none
     * @param apps that it is attached to, without the rack
     */
    public record Named(
            String name,
            Addon addon,
            Attachment attachment,
            @Nullable String url,
            List<AppName> apps) {}

    /** A resource of the app's manifest that the user has elsewhere, as a config var says. */
    public record External(String name, ServiceName service, String url, AppName app) {}

    private boolean ofRack() {
        return app.equals(RACK);
    }

    /** All of them; of a rack without any, none. */
    public List<Named> list() {
        return list(settled());
    }

    private Lookup settled() {
        engine.reap();
        return engine.lookup();
    }

    private List<Named> list(Lookup at) {
        if (ofRack() && at.at().app(RACK).isEmpty()) {
            return List.of();
        }
        List<Named> all = new ArrayList<>();
        for (Inventory.Listed listed : Inventory.listed(at, app)) {
            for (Attachment attachment : listed.row().attachments()) {
                Named named = named(listed, attachment);
                if (!ofRack() || all.stream().noneMatch(other -> other.name().equals(named.name()))) {
                    all.add(named);
                }
            }
        }
        return all;
    }

    /** Those that the user has elsewhere. */
    public List<External> external() {
        return external(settled());
    }

    private List<External> external(Lookup at) {
        if (ofRack()) {
            return List.of();
        }
        App has = at.app(app);
        return has.declared().resources().stream()
                .filter(one -> one.wanted() && has.isExternal(one.attachment()))
                .map(one -> new External(
                        one.name(),
                        one.service(),
                        Objects.requireNonNull(has.config().get(one.attachment() + "_URL")),
                        app))
                .toList();
    }

    /** The one of those that a word means. */
    private Optional<External> external(Lookup at, String word) {
        return external(at).stream().filter(one -> one.name().equals(word)).findFirst();
    }

    private Named named(Inventory.Listed listed, Attachment attachment) {
        Addon addon = listed.row().addon();
        List<AppName> apps = new ArrayList<>(
                listed.elsewhere().stream().map(AddonUse::app).distinct().toList());
        if (!ofRack()) {
            apps.add(0, app);
        }
        apps.remove(RACK);
        String name = ofRack() ? addon.name().value() : attachment.name().word();
        return new Named(name, addon, attachment, attachment.url(), apps);
    }

    /** The one that a word means: by its name, its add-on's name, or its service; none is NOT_FOUND. */
    public Named find(String word) {
        return find(settled(), word);
    }

    private Named find(Lookup at, String word) {
        List<Named> all = list(at);
        Optional<Named> found = all.stream()
                .filter(one ->
                        ofRack() ? one.name().equals(word) : one.attachment().isCalled(word))
                .findFirst()
                .or(() -> all.stream()
                        .filter(one -> one.addon().name().value().equals(word))
                        .findFirst());
        if (!ofRack() && found.isEmpty()) {
            found = all.stream()
                    .filter(one -> one.addon().service().value().equals(word))
                    .findFirst();
        }
        if (found.isEmpty()) {
            external(at, word).ifPresent(this::refuse);
        }
        return found.orElseThrow(() -> VektraException.notFound(
                "no such resource: " + Shown.plain(word),
                Text.of(
                        "see: ",
                        ofRack()
                                ? Next.of("resources").with("rack")
                                : Next.of("resources").app(app))));
    }

    private void refuse(External external) {
        String url = AttachmentName.typed(external.name()) + "_URL";
        throw VektraException.conflict(
                external.name() + " is external: " + url + " is set by you",
                Text.of("its URL: ", Next.of("config:get", url).app(app)));
    }

    /** What is said of the one that a word means; one that the user has elsewhere goes first. */
    public <S> S said(String word, Function<External, S> elsewhere, Function<Named, S> own) {
        Lookup at = settled();
        return external(at, word).map(elsewhere).orElseGet(() -> own.apply(find(at, word)));
    }

    /** The URL of one; NOT_FOUND where it has none. */
    public String url(String word) {
        return said(word, external -> Optional.of(external.url()), named -> Optional.ofNullable(named.url()))
                .orElseThrow(() -> VektraException.notFound(
                        "no url for resource: " + Shown.plain(word),
                        Text.of("its variables: ", Next.of("config").app(app))));
    }

    /**
     * Makes one; again with the same name is no error. With options it has a server of its own.
     *
     * @param name null for the service's name and a number, or for an app the service's usual name
     */
    public Named create(PlanName what, @Nullable String name, Map<String, String> options, boolean patient) {
        Service service = providers.of(what.service()).service();
        String plan = what.plan() == null && !options.isEmpty() ? Plan.DEDICATED : what.plan();
        Map<String, String> named = Options.respelled(service, options);
        AddonName own = null;
        AttachmentName as = name == null ? null : AttachmentName.typed(name);
        if (ofRack()) {
            own = name == null ? Naming.numbered(engine.read(), service.name()) : new AddonName(name);
            as = AttachmentName.typed(own.value());
            apps.create(RACK);
        }
        Create.Created made =
                create.create(new Create.Request(app, service.name(), plan, own, as, named, null, patient, false));
        String called = ofRack()
                ? made.addon().name().value()
                : made.attachment().name().word();
        return new Named(
                called, made.addon(), made.attachment(), made.attachment().url(), List.of());
    }

    /** Attaches one to an app under its own name; again is no error. */
    public Attach.Attached link(String word, AppName to) {
        AddonName addon = ofRack()
                ? find(word).addon().name()
                : inventory.find(word, null).addon().name();
        AttachmentName as = AttachmentName.typed(addon.value());
        return attach.attach(new Attach.Request(addon.value(), null, to, as, false, true));
    }

    /** Detaches one from an app; one that is not attached, or an app that is gone, is no error. */
    public void unlink(String word, AppName from) {
        Named named = find(word);
        AttachmentName as = named.attachment().name();
        if (apps.find(from).flatMap(app -> app.attachment(as)).isPresent()) {
            unbind.unbind(from, named.addon().name().value(), as);
        }
    }

    /** Refuses one that apps have attached. */
    public Named unlinked(String word) {
        Named named = find(word);
        List<AppName> others =
                named.apps().stream().filter(other -> !other.equals(app)).toList();
        if (!others.isEmpty()) {
            Next unlink = Next.of("resources:unlink", named.name()).app(others.get(0));
            throw VektraException.conflict(
                    "resource is linked to "
                            + String.join(
                                    ", ", others.stream().map(AppName::value).toList()),
                    Text.of("unlink it there first: ", ofRack() ? unlink.with(RACK.value()) : unlink));
        }
        return named;
    }
}
