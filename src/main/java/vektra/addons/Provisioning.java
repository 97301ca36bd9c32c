package vektra.addons;

import java.util.ArrayList;
import java.util.List;
import vektra.addons.core.Installation;
import vektra.addons.core.Lookup;
import vektra.addons.core.Tenant;
import vektra.model.Addon;
import vektra.model.App;
import vektra.model.Attachment;
import vektra.model.Credentials;
import vektra.model.Next;
import vektra.model.Release;
import vektra.model.Secret;
import vektra.model.Server;
import vektra.model.Text;
import vektra.model.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.Deed;
import vektra.spi.Snapshot;
import vektra.spi.Store;

/** Makes what an add-on promises that was created in the background; done again after a crash, it begins anew. */
final class Provisioning {
    private static final String COMMAND = "addons:wait";

    private final Installation home;

    Provisioning(Installation home) {
        this.home = home;
    }

    /** Refuses what needs an add-on that is there. */
    static void requireDone(Addon addon) {
        if (!addon.isReady()) {
            throw VektraException.conflict(
                    addon.name() + " is not provisioned yet", Text.of("first: ", Next.of("addons:wait", addon.name())));
        }
    }

    /**
     * Makes the add-on, then the credentials of its attachments. When that fails its state says so, until the next try.
     *
     * @param session holds the locks of the owner and, shared, of the service
     * @return the owner as it now is
     */
    App finish(Store.Session session, Tenant tenant) {
        App owner = tenant.owner();
        if (owner == null) {
            throw VektraException.conflict(
                    tenant.addon().name() + " was never provisioned, and its app is gone",
                    Text.of(
                            "delete it: ",
                            Next.of("addons:destroy", tenant.addon().name())));
        }
        Addon addon = tenant.addon();
        home.lookup(session).enabled(addon.service());
        String creator = creator(session, owner, addon);
        try {
            return made(session, owner, addon, creator);
        } catch (VektraException e) {
            // a commit ends what was begun without undoing it, so what is there of the server is its finish
            session.commit(
                    deed(addon, creator).with("outcome", "failed"),
                    List.of(new Store.Write.PutApp(owner.withAddon(addon.in(Addon.State.FAILED)), null)),
                    Making.undo(addon));
            throw e;
        }
    }

    /** Who asked for it, whichever process makes it: the first release that has it says so. */
    private String creator(Snapshot at, App owner, Addon addon) {
        String planned = addon.name() + "=" + addon.fullPlan();
        return at.releases(owner.name()).stream()
                .filter(release -> release.addons().contains(planned))
                .map(Release::by)
                .findFirst()
                .orElse(home.user());
    }

    private static Deed deed(Addon addon, String creator) {
        return Deed.of(COMMAND).by(creator).with("addons", List.of(addon.name().value()));
    }

    private App made(Store.Session session, App owner, Addon planned, String creator) {
        AddonProvider provider = home.providers().of(planned.service());
        Lookup at = home.lookup(session);
        Making making = new Making(home, session, provider, COMMAND);
        Addon addon = making.made(planned);
        Server server = at.serverOf(addon);
        App changed = owner.withAddon(addon);
        List<String> names = new ArrayList<>();
        for (Attachment pending : owner.attachmentsOf(addon.name())) {
            Credentials credentials = provider.grant(server, addon.resource(), pending.id(), Secret.fresh());
            changed = changed.repaired(
                    pending.with(credentials, pending.vars()), making.vars(addon, pending.name(), credentials));
            names.add(pending.name().value());
        }
        String what = names.isEmpty() ? "Provision " : "Attach " + String.join(", ", names) + " (@ref:";
        App finished = names.isEmpty() ? changed.released(changed.config()) : changed;
        session.commit(
                deed(addon, creator),
                List.of(home.as(creator).put(finished, what + addon.name() + (names.isEmpty() ? "" : ")"))),
                List.of());
        return finished;
    }
}
