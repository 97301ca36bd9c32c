package vektra.manifest.apply;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Options;
import vektra.addons.core.OwnedAddon;
import vektra.manifest.apply.Difference.Sign;
import vektra.manifest.text.Form;
import vektra.manifest.text.Value;
import vektra.manifest.wanted.WantedResource;
import vektra.manifest.wanted.WantedResource.Mark;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.addon.Lifetime;
import vektra.model.app.App;
import vektra.model.app.Declared;
import vektra.model.name.AddonName;
import vektra.model.name.AttachmentName;
import vektra.model.name.Id;
import vektra.model.service.Plan;
import vektra.model.service.Service;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/** Decides on a resource that is an add-on of its app, or stands for one: what is there, what was there, or a new one. */
final class DecidingAddon extends DecidingResource {
    private final Service service;
    private final ResourceOptions asked;

    DecidingAddon(Deciding deciding, App app, WantedResource wanted, Service service, Interpolation values) {
        super(deciding, app, wanted);
        this.service = service;
        this.asked = new ResourceOptions(wanted, service, values);
    }

    @Override
    AttachmentName attachment() {
        return wanted.mark(Mark.USUAL) == null ? super.attachment() : service.attachment();
    }

    @Override
    Service service() {
        return service;
    }

    @Override
    Declared.Resource decide() {
        deciding.note(asked.note());
        Id kept = app.declared().resource(name()).map(Declared.Resource::addon).orElse(null);
        return declared(app.isExternal(attachment()) ? external(kept) : behind(kept), asked.guarded(), asked.storage());
    }

    private @Nullable Id external(@Nullable Id kept) {
        deciding.note(name() + " of " + app.name() + " is external: " + attachment() + "_URL is set by you");
        Attachment there = there();
        if (there != null) {
            deciding.detach(app.name(), there);
            differs(Sign.REMOVED, "now external; " + there.addon() + " is detached, and its data is kept");
            return deciding.at().addon(app, there).map(Addon::id).orElse(kept);
        }
        if (!isKnown()) {
            differs(Sign.ADDED, "external: nothing is started");
        }
        return kept;
    }

    private Id behind(@Nullable Id kept) {
        deciding.enabled(service);
        new ServerVersion(deciding.home(), deciding.at(), service).check(wanted, asked);
        Attachment there = there();
        if (there != null) {
            return same(there).id();
        }
        Addon again = again(kept);
        if (again != null) {
            see(again.name(), "with the data of " + again.name());
            return again.id();
        }
        return shared().orElseGet(this::made).id();
    }

    /** What is attached under the name must be what is asked for. */
    private Addon same(Attachment there) {
        Addon addon = deciding.at().requiredAddon(app, there);
        if (!addon.service().equals(service.name())) {
            throw another(there, ", an add-on of " + addon.service() + ", and not of " + service.name());
        }
        if (!asked.plan().isEmpty() && !asked.plan().equals(addon.plan())) {
            String plan = service.name() + ":" + asked.plan();
            throw VektraException.conflict(
                    wanted.at() + ": " + name() + " of " + app.name() + " has the plan " + addon.fullPlan() + ", not "
                            + plan,
                    Text.of(
                            "move its data there first: ",
                            Next.of("addons:upgrade", there.name(), plan).app(app.name())));
        }
        requireSameOptions(addon);
        lease(addon);
        if (!isKnown()) {
            differs(Sign.CHANGED, addon.name() + " is managed by the manifest from now on");
        }
        return addon;
    }

    private void requireSameOptions(Addon addon) {
        Map<String, String> has =
                addon.server() == null ? Map.of() : addon.server().options();
        Map<String, String> other = new LinkedHashMap<>(asked.own());
        other.entrySet().removeIf(option -> option.getValue().equals(has.get(option.getKey())));
        if (!other.isEmpty()) {
            String option = other.keySet().iterator().next();
            throw VektraException.conflict(
                    wanted.at() + ": " + option + " of " + addon.name() + " is " + has.getOrDefault(option, "not set")
                            + ", not " + other.get(option),
                    "its server was created with it; an add-on with another name can have another value");
        }
    }

    private void lease(Addon addon) {
        Value lease = wanted.mark(Mark.LEASE);
        if (lease != null
                && addon.expiresAt() == null
                && app.addon(addon.name()).isPresent()) {
            deciding.act(new Act.PutAddon(app.name(), leased(addon, lease)));
            differs(Sign.CHANGED, addon.name() + " ends " + lease.text() + " from now");
        }
    }

    /** Without a lease of its own it ends with its app, where that does. */
    private Addon leased(Addon addon, @Nullable Value lease) {
        Instant end = app.expiresAt();
        return lease == null
                ? end == null ? addon : addon.expiring(end)
                : addon.expiring(Form.checked(lease.at(), () -> Lifetime.parse(lease.text()))
                        .from(deciding.home().history().now()));
    }

    /** What the app owns and had under this name, or would get back if it was bound. */
    private @Nullable Addon again(@Nullable Id kept) {
        Value named = wanted.mark(Mark.NAME);
        return app.addons().stream()
                .filter(addon -> addon.service().equals(service.name()) && addon.isReady())
                .filter(addon -> asked.plan().isEmpty() || asked.plan().equals(addon.plan()))
                .filter(addon -> addon.id().equals(kept) || isNamed(addon, named) || isUnbound(addon))
                .min(Comparator.comparing(addon -> !addon.id().equals(kept)))
                .orElse(null);
    }

    private static boolean isNamed(Addon addon, @Nullable Value named) {
        return named != null && addon.name().value().equals(named.text());
    }

    /** Whether a bind to the usual name would give it back. */
    private boolean isUnbound(Addon addon) {
        return attachment().equals(service.attachment())
                && app.attachmentsOf(addon.name()).isEmpty()
                && app.declared().resources().stream()
                        .noneMatch(other -> addon.id().equals(other.addon()));
    }

    /** The one of that name, where it is shared. */
    private Optional<Addon> shared() {
        Value named = wanted.mark(Mark.NAME);
        if (named == null) {
            return Optional.empty();
        }
        AddonName name = addonName(named);
        OwnedAddon owned = deciding.at().owned(name).orElse(null);
        if (owned == null) {
            return Optional.empty();
        }
        if (wanted.mark(Mark.SHARED) == null || !owned.addon().service().equals(service.name())) {
            throw VektraException.conflict(
                    named.at() + ": an add-on called " + name + " already exists",
                    "choose another name, or attach it with from");
        }
        attachable(named.at(), owned);
        see(name, name + (owned.app() == null ? "" : " of " + owned.app()));
        return Optional.of(owned.addon());
    }

    private static AddonName addonName(Value named) {
        return Form.checked(named.at(), () -> new AddonName(named.text()));
    }

    private Addon made() {
        Plan plan = asked.plan().isEmpty() ? service.defaultPlan() : service.plan(asked.plan());
        deciding.at().spaces().requireCreate(app.name(), service.name(), plan.name());
        Value named = wanted.mark(Mark.NAME);
        Value lease = wanted.mark(Mark.LEASE);
        Addon planned = leased(
                deciding.home()
                        .planned(
                                deciding.at(),
                                app,
                                service.name(),
                                plan,
                                named == null ? null : addonName(named),
                                Options.checked(service, asked.own())),
                lease);
        deciding.act(new Act.Make(app.name(), planned, attachment()));
        differs(
                Sign.ADDED,
                planned.fullPlan() + " as " + attachment() + (lease == null ? "" : ", for " + lease.text()));
        return planned;
    }
}
