package vektra.addons;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.apps.Spaces;
import vektra.addons.core.Confirmation;
import vektra.addons.core.Held;
import vektra.addons.core.Installation;
import vektra.addons.core.Lookup;
import vektra.addons.core.Resolver;
import vektra.addons.core.Tenant;
import vektra.model.Addon;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Attachment;
import vektra.model.Credentials;
import vektra.model.Failpoint;
import vektra.model.Former;
import vektra.model.Input;
import vektra.model.Next;
import vektra.model.Plan;
import vektra.model.Resource;
import vektra.model.Secret;
import vektra.model.Server;
import vektra.model.Shown;
import vektra.model.Step;
import vektra.model.Text;
import vektra.model.VektraException;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.Deed;
import vektra.spi.Store;

/** Gives an add-on another plan: its data move, its apps get new variables in one commit, the old data stay for a day. */
public final class ChangePlan {
    private static final Duration KEPT = Duration.ofDays(1);

    private final Installation home;
    private final String command;

    public ChangePlan(Installation home) {
        this(home, "addons:upgrade");
    }

    /** @param command as the audit has it: {@code addons:upgrade}, or {@code addons:downgrade} to a smaller plan */
    public ChangePlan(Installation home, String command) {
        this.home = home;
        this.command = command;
    }

    /**
     * The add-on on its plan.
     *
     * @param app the owner; null when it is gone
     * @param before the plan it had
     * @param already whether it had that plan, so that nothing changed
     * @param apps all that have new variables now
     */
    public record Changed(@Nullable App app, Addon addon, String before, boolean already, List<AppName> apps) {}

    /**
     * Moves the add-on. Its apps are locked out while the data are copied; when anything fails they are let in again, and
     * nothing changed.
     *
     * @param plan without the service, such as {@code dedicated}
     */
    public Changed change(String what, @Nullable AppName within, String plan) {
        try (Held held = Held.of(home, what, within, List.of())) {
            Addon addon = held.tenant().addon();
            AddonProvider provider = home.providers().of(addon.service());
            Plan wanted = provider.service().plan(plan);
            if (addon.plan().equals(wanted.name())) {
                // a change that was cut off after its commit did not get to that
                rest(addon.former(), provider);
                return new Changed(held.tenant().owner(), addon, addon.plan(), true, List.of());
            }
            Ability.Movable movable = movable(provider, addon);
            Lookup at = home.lookup(held.session());
            requireMovable(at, held.tenant(), wanted);
            Server from = at.serverOf(addon);
            home.ensureAnswering(from);
            movable.requireCopyable(from, addon.resource());
            Changed changed = move(held, at, provider, movable, wanted, from);
            rest(changed.addon().former(), provider);
            return changed;
        }
    }

    /** A server of its own that only holds the old data need not run. */
    private void rest(@Nullable Former former, AddonProvider provider) {
        if (former != null && former.server() != null) {
            home.launcher().stop(former.server(), provider);
        }
    }

    private static Ability.Movable movable(AddonProvider provider, Addon addon) {
        return provider.abilities()
                .movable()
                .orElseThrow(() -> VektraException.conflict(
                        addon.name() + " cannot change its plan: " + addon.service() + " does not move data",
                        Text.of("create another: ", Next.of("addons:create", addon.service() + ":PLAN"))));
    }

    private static void requireMovable(Lookup at, Tenant tenant, Plan wanted) {
        Addon addon = tenant.addon();
        at.enabled(addon.service());
        Provisioning.requireDone(addon);
        if (addon.former() != null) {
            throw VektraException.conflict(
                    "the data that " + addon.name() + " had as " + addon.service() + ":"
                            + addon.former().plan() + " are kept until "
                            + Shown.time(addon.former().until()),
                    Text.of(
                            "delete them first: ",
                            Next.of("addons:upgrade", addon.name())
                                    .knowing(Input.APP, tenant.app())
                                    .with("drop-old")
                                    .with("confirm", addon.name())));
        }
        if (tenant.app() != null) {
            Spaces.requireCreate(at.at().spaces(), tenant.app(), addon.service(), wanted.name());
        }
    }

    private Changed move(
            Held held, Lookup at, AddonProvider provider, Ability.Movable movable, Plan wanted, Server from) {
        Tenant tenant = held.tenant();
        Addon addon = tenant.addon();
        Making making = new Making(home, held.session(), provider, command);
        Server planned = wanted.dedicated() ? making.server(addon.name(), Map.of()) : null;
        Resource empty = new Resource(addon.resource().id(), addon.resource().label(), Map.of());
        List<Step> undo = new ArrayList<>();
        undo.add(Step.admit(addon));
        undo.add(
                planned == null
                        ? new Step(Step.Action.DEPROVISION, addon.service(), null, empty, null)
                        : Step.removeServer(planned));
        held.session().begin(command, undo);
        Server own = planned == null ? null : making.started(planned);
        Server to = own == null ? at.enabled(addon.service()).server() : own;
        if (own == null) {
            home.ensureAnswering(to);
        }
        Resource made = provider.provision(to, empty);
        Failpoint.reached("upgrade: new place made");
        movable.shut(from, addon.resource());
        Failpoint.reached("upgrade: shut");
        home.progress().doing("copying the data of " + addon.name());
        movable.copy(from, addon.resource(), to, made);
        Failpoint.reached("upgrade: copied");
        Instant until = home.now().plus(KEPT);
        Addon moved = addon.moved(wanted.name(), own, made, until);
        List<Store.Write> writes = new ArrayList<>();
        App owner = null;
        for (App app : tenant.apps()) {
            App changed = with(app, moved, making, provider, to);
            owner = app.name().equals(tenant.app()) ? changed : owner;
            writes.add(home.put(changed, "Change plan of " + addon.name() + " to " + moved.fullPlan()));
        }
        if (tenant.owner() == null) {
            writes.add(new Store.Write.Orphan(moved));
        }
        held.session().commit(command, writes, List.of());
        List<AppName> apps = tenant.apps().stream().map(App::name).toList();
        return new Changed(owner, moved, addon.plan(), false, apps);
    }

    /** An app with the credentials and variables of the new place. */
    private static App with(App app, Addon moved, Making making, AddonProvider provider, Server to) {
        List<Attachment> changed = new ArrayList<>();
        for (Attachment attachment : app.attachmentsOf(moved.name())) {
            Credentials fresh = provider.grant(
                    to, moved.resource(), attachment.credentials().id(), Secret.fresh());
            changed.add(attachment.with(fresh, making.vars(moved, attachment.name(), fresh)));
        }
        App with = app.addon(moved.name()).isPresent() ? app.withAddon(moved) : app;
        return with.rotated(changed);
    }

    /** Deletes what an add-on was before its plan changed; none is a CONFLICT. */
    public Addon forget(String what, @Nullable AppName within, Confirmation confirmation) {
        home.settle();
        Tenant tenant = new Resolver(home.lookup()).doomed(what, within);
        Addon meant = tenant.addon();
        AppName owner = tenant.app();
        former(meant);
        confirmation.require(
                "this deletes the data that " + meant.name() + " had before its plan changed",
                owner == null
                        ? List.of(meant.name().value())
                        : List.of(meant.name().value(), owner.value()));
        try (Held held = Held.of(home, meant.name().value(), null, List.of())) {
            Addon addon = held.tenant().addon();
            Former former = former(addon);
            if (former.server() == null) {
                home.ensureAnswering(
                        home.lookup(held.session()).enabled(addon.service()).server());
            }
            Addon without = addon.withoutFormer();
            held.session()
                    .commit(
                            Deed.of(command)
                                    .with(
                                            "outcome",
                                            "deleted what was kept of " + addon.service() + ":" + former.plan()),
                            List.of(held.tenant().put(without)),
                            List.of(Step.forget(addon.service(), former)));
            return without;
        }
    }

    private static Former former(Addon addon) {
        Former former = addon.former();
        if (former == null) {
            throw VektraException.conflict(
                    addon.name() + " has no previous copy", Text.of("see: ", Next.of("addons:info", addon.name())));
        }
        return former;
    }
}
