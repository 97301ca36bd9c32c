package vektra.addons.core;

import java.util.function.Supplier;
import vektra.model.addon.Addon;
import vektra.model.name.AppName;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/** What keeps an add-on from being attached to another app than its owner. */
public final class Sharing {
    private Sharing() {}

    /** Refuses what is not there yet, and what its plan, or their spaces, keep its owner from sharing with another app. */
    public static void requireAttachable(Lookup at, OwnedAddon owned, AppName to) {
        Lookup.requireReady(owned.addon());
        AppName owner = owned.app();
        if (owner != null) {
            requireSharable(at, owned.addon(), owner, to);
        }
    }

    /** The same of an add-on that is only made together with the attachment. */
    public static void requireSharable(Lookup at, Addon addon, AppName owner, AppName to) {
        requireSharable(
                at,
                addon,
                owner,
                to,
                () -> VektraException.conflict(
                        addon.fullPlan() + " cannot be shared between apps",
                        Text.of(
                                "make one for " + to + ": ",
                                Next.of("addons:create", addon.fullPlan()).app(to))));
    }

    /** @param refusal what is said where the plan keeps it from being shared */
    public static void requireSharable(
            Lookup at, Addon addon, AppName owner, AppName to, Supplier<VektraException> refusal) {
        if (owner.equals(to)) {
            return;
        }
        if (!at.providers().of(addon.service()).service().plan(addon.plan()).sharable()) {
            throw refusal.get();
        }
        at.spaces().requireAttach(owner, to);
    }
}
