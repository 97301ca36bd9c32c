package vektra.addons.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.addon.Credentials;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.name.PlanName;
import vektra.model.name.ServiceName;
import vektra.model.service.EnabledService;
import vektra.model.service.Server;
import vektra.model.text.Nearest;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.Snapshot;

/** Finds in a snapshot what a verb needs; what must be there and is not is refused with what to do. */
public record Lookup(Snapshot at, Providers providers) {
    public App app(AppName name) {
        return at.app(name).orElseThrow(() -> unknownApp(name, Text.of("create it: ", Next.of("apps:create", name))));
    }

    /**
     * An app that is not there.
     *
     * @param hint what to do when no other is called nearly so
     */
    public VektraException unknownApp(AppName name, CharSequence hint) {
        List<String> known = at.appNames().stream().map(AppName::value).toList();
        return VektraException.notFound(
                "no app called " + Shown.quoted(name.value()),
                Nearest.question(name.value(), known).orElse(hint));
    }

    /** Refuses an add-on that is not there yet. */
    public static void requireReady(Addon addon) {
        if (!addon.isReady()) {
            throw VektraException.conflict(
                    addon.name() + " is not provisioned yet", Text.of("first: ", Next.of("addons:wait", addon.name())));
        }
    }

    /** Whether a word names a service, with a plan or without. */
    public boolean isService(String text) {
        return providers.names().contains(PlanName.serviceOf(text));
    }

    /** What the spaces allow. */
    public SpaceRules spaces() {
        return new SpaceRules(at.spaces());
    }

    /** The service, which must be enabled. */
    public EnabledService enabled(ServiceName name) {
        providers.of(name);
        return at.service(name)
                .filter(EnabledService::enabled)
                .orElseThrow(() -> VektraException.conflict(
                        "the service " + name + " is not enabled",
                        Text.of("enable it: ", Next.of("addons:enable", name))));
    }

    /** The service, enabled or disabled with its data kept. */
    public EnabledService enabledOrKept(ServiceName name) {
        return at.service(name)
                .orElseThrow(() -> VektraException.conflict("the service " + name + " is disabled", null));
    }

    /** The server that an add-on lives on; empty when the shared one is gone with its data. */
    public Optional<Server> serverOf(ServiceName service, Optional<Server> dedicated) {
        return dedicated.or(() -> at.service(service).map(EnabledService::server));
    }

    public Server serverOf(Addon addon) {
        return serverOf(addon.service(), Optional.ofNullable(addon.server()))
                .orElseThrow(() -> VektraException.conflict(
                        "the server of " + addon.name() + " is gone",
                        Text.of("enable the service again: ", Next.of("addons:enable", addon.service()))));
    }

    /** The variables that an attachment of that name sets. */
    public Map<String, String> vars(Addon addon, AttachmentName as, Credentials credentials) {
        AddonProvider provider = providers.of(addon.service());
        return provider.service().varsFor(as, provider.configVars(serverOf(addon), addon.resource(), credentials));
    }

    /** The server that an add-on lives on while its service is enabled; empty when that is disabled. */
    public Optional<Server> serverInUse(Addon addon) {
        return at.service(addon.service())
                .filter(EnabledService::enabled)
                .map(service -> addon.server() == null ? service.server() : addon.server());
    }

    /** All add-ons, also those without an app; opens every app. */
    public Stream<Addon> addons() {
        Stream<Addon> owned =
                at.appNames().stream().flatMap(name -> at.app(name).stream()).flatMap(app -> app.addons().stream());
        return Stream.concat(owned, at.ownerless().stream());
    }

    /** The add-on of that name with every app that has it; empty when there is none. */
    public Optional<OwnedAddon> owned(AddonName name) {
        return OwnedAddon.of(at, name);
    }

    /** The add-on that an app has attached, its own or another's; empty when that is not known. */
    public Optional<Addon> addon(App app, Attachment attachment) {
        return app.addon(attachment.addon()).or(() -> owned(attachment.addon()).map(OwnedAddon::addon));
    }

    /** The same for an attachment that must have one. */
    public Addon requiredAddon(App app, Attachment attachment) {
        return addon(app, attachment)
                .orElseThrow(() -> VektraException.notFound(
                        "the add-on " + attachment.addon() + " of " + app.name() + " is not known",
                        Text.of("see: ", Next.of("addons:doctor"))));
    }
}
