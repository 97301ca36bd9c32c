package vektra.addons.plan;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Confirmation;
import vektra.addons.core.Engine;
import vektra.addons.core.Held;
import vektra.addons.core.History;
import vektra.addons.core.Lookup;
import vektra.addons.core.OwnedAddon;
import vektra.addons.core.Providers;
import vektra.addons.core.Resolver;
import vektra.addons.destroy.Deletion;
import vektra.addons.provision.Maker;
import vektra.addons.provision.Making;
import vektra.model.Failpoint;
import vektra.model.addon.Addon;
import vektra.model.addon.Former;
import vektra.model.addon.Step;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.service.Plan;
import vektra.model.service.Server;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;

/**
 * Gives an add-on another plan: its data move, its apps get new variables in one commit, the old data stay for a day
 * or until its plan changes again.
 *
 * @param command as the audit has it: {@code addons:upgrade}, or {@code addons:downgrade} to a smaller plan
 */
public record ChangePlan(
        Engine engine,
        Providers providers,
        ServerLauncher launcher,
        Progress progress,
        History history,
        Maker maker,
        String command) {
    private static final Duration KEPT = Duration.ofDays(1);

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
        try (Held held = Held.of(engine, what, within, List.of())) {
            Addon addon = held.owned().addon();
            AddonProvider provider = providers.of(addon.service());
            Plan wanted = provider.service().plan(plan);
            if (addon.plan().equals(wanted.name())) {
                // a change that was cut off after its commit did not get to that
                rest(addon.former(), provider);
                return new Changed(held.owned().owner(), addon, addon.plan(), true, List.of());
            }
            Ability.Movable movable = movable(provider, addon);
            Lookup at = engine.lookup(held.session());
            requireMovable(at, held.owned(), wanted);
            Server from = at.serverOf(addon);
            providers.ensureAnswering(from);
            movable.requireCopyable(from, addon.resource());
            Changed changed = move(held, at, provider, movable, wanted, from);
            rest(changed.addon().former(), provider);
            return changed;
        }
    }

    /**
     * Goes back to the copy that is kept of an add-on, with the data that it held when its plan changed; what the add-on
     * holds now is what is kept from then on, so that the same again goes forward. None is a CONFLICT.
     *
     * @param plan that of the copy, so that the same again is no change; null for whatever copy there is
     */
    public Changed undo(String what, @Nullable AppName within, @Nullable String plan) {
        try (Held held = Held.of(engine, what, within, List.of())) {
            OwnedAddon owned = held.owned();
            Addon addon = owned.addon();
            AddonProvider provider = providers.of(addon.service());
            if (addon.plan().equals(plan)) {
                rest(addon.former(), provider);
                return new Changed(owned.owner(), addon, addon.plan(), true, List.of());
            }
            Former former = former(addon);
            if (plan != null && !plan.equals(former.plan())) {
                throw VektraException.conflict(
                        "the previous copy of " + addon.name() + " is of " + addon.service() + ":" + former.plan(),
                        Text.of("see: ", Next.of("addons:info", addon.name())));
            }
            Addon back = addon.exchanged(former, history.now().plus(KEPT));
            Ability.Movable movable = movable(provider, addon);
            Lookup at = engine.lookup(held.session());
            requireMovable(at, owned, provider.service().plan(back.plan()));
            providers.ensureAnswering(at.serverOf(addon));
            providers.ensureAnswering(at.serverOf(back));
            Making making = maker.in(held.session(), provider, command);
            Switchover switchover = new Switchover(held, provider, making, history, command);
            making.back(addon, switchover.logins(back));
            movable.shut(at.serverOf(addon), addon.resource());
            Failpoint.reached("upgrade: shut");
            movable.admit(at.serverOf(back), back.resource());
            Changed changed = switchover.to(back, at.serverOf(back), List.of());
            rest(changed.addon().former(), provider);
            return changed;
        }
    }

    /** A server of its own that only holds the old data need not run. */
    private void rest(@Nullable Former former, AddonProvider provider) {
        if (former != null && former.server() != null) {
            launcher.stop(former.server(), provider);
        }
    }

    private static Ability.Movable movable(AddonProvider provider, Addon addon) {
        return provider.abilities()
                .movable()
                .orElseThrow(() -> VektraException.conflict(
                        addon.name() + " cannot change its plan: " + addon.service() + " does not move data",
                        Text.of("create another: ", Next.of("addons:create", addon.service() + ":PLAN"))));
    }

    private static void requireMovable(Lookup at, OwnedAddon owned, Plan wanted) {
        Addon addon = owned.addon();
        at.enabled(addon.service());
        Lookup.requireReady(addon);
        if (owned.app() != null) {
            at.spaces().requireCreate(owned.app(), addon.service(), wanted.name());
        }
    }

    private Changed move(
            Held held, Lookup at, AddonProvider provider, Ability.Movable movable, Plan wanted, Server from) {
        Addon addon = held.owned().addon();
        Making making = maker.in(held.session(), provider, command);
        if (!wanted.dedicated() || (addon.former() != null && addon.former().server() == null)) {
            // before anything is begun: then a server that is down leaves nothing to undo
            providers.ensureAnswering(at.enabled(addon.service()).server());
        }
        Addon elsewhere = making.elsewhere(addon, wanted);
        Server to = at.serverOf(elsewhere);
        movable.shut(from, addon.resource());
        Failpoint.reached("upgrade: shut");
        progress.doing("copying the data of " + addon.name());
        movable.copy(from, addon.resource(), to, elsewhere.resource());
        Failpoint.reached("upgrade: copied");
        Addon moved = addon.moved(
                wanted.name(),
                elsewhere.server(),
                elsewhere.resource(),
                history.now().plus(KEPT));
        Former earlier = addon.former();
        List<Step> drop = earlier == null ? List.of() : List.of(Step.forget(addon.service(), earlier));
        return new Switchover(held, provider, making, history, command).to(moved, to, drop);
    }

    /** Deletes what an add-on was before its plan changed; none is a CONFLICT. */
    public Addon forget(String what, @Nullable AppName within, Confirmation confirmation) {
        engine.settle();
        OwnedAddon owned = new Resolver(engine.lookup()).doomed(what, within);
        Addon meant = owned.addon();
        AppName owner = owned.app();
        former(meant);
        confirmation.require(
                "this deletes the data that " + meant.name() + " had before its plan changed",
                owner == null
                        ? List.of(meant.name().value())
                        : List.of(meant.name().value(), owner.value()));
        try (Held held = Held.of(engine, meant.name().value(), null, List.of())) {
            Addon addon = held.owned().addon();
            Former former = former(addon);
            if (former.server() == null) {
                providers.ensureAnswering(
                        engine.lookup(held.session()).enabled(addon.service()).server());
            }
            return Deletion.forget(held.session(), held.owned(), former, command);
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
