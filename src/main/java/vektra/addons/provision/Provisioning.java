package vektra.addons.provision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.OwnedAddon;
import vektra.addons.core.Providers;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.addon.Credentials;
import vektra.model.app.App;
import vektra.model.app.Release;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.Deed;
import vektra.spi.Snapshot;
import vektra.spi.Store;

/** Makes what an add-on promises that was created in the background; done again after a crash, it begins anew. */
public record Provisioning(Engine engine, Providers providers, History history, Maker maker) {
    private static final String COMMAND = "addons:wait";

    /**
     * Makes the add-on, then the credentials of its attachments. When that fails its state says so, until the next try.
     *
     * @param session holds the locks of the owner and, shared, of the service
     * @return the owner as it now is
     */
    public App finish(Store.Session session, OwnedAddon owned) {
        App owner = owned.owner();
        if (owner == null) {
            throw VektraException.conflict(
                    owned.addon().name() + " was never provisioned, and its app is gone",
                    Text.of(
                            "delete it: ",
                            Next.of("addons:destroy", owned.addon().name())));
        }
        Addon addon = owned.addon();
        engine.lookup(session).enabled(addon.service());
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
                .orElse(history.user());
    }

    private static Deed deed(Addon addon, String creator) {
        return Deed.of(COMMAND).by(creator).with("addons", List.of(addon.name().value()));
    }

    private App made(Store.Session session, App owner, Addon planned, String creator) {
        AddonProvider provider = providers.of(planned.service());
        Making making = maker.in(session, provider, COMMAND);
        Addon addon = making.made(planned);
        App changed = owner.withAddon(addon);
        List<String> names = new ArrayList<>();
        for (Attachment pending : owner.attachmentsOf(addon.name())) {
            Credentials credentials = making.credentials(addon, pending.id());
            Map<String, String> vars =
                    provider.service().beside(changed.config(), making.vars(addon, pending.name(), credentials));
            changed = changed.repaired(pending.with(credentials, pending.vars()), vars);
            names.add(pending.name().value());
        }
        String what = names.isEmpty() ? "Provision " : "Attach " + String.join(", ", names) + " (@ref:";
        App finished = names.isEmpty() ? changed.released(changed.config()) : changed;
        session.commit(
                deed(addon, creator),
                List.of(history.as(creator).put(finished, what + addon.name() + (names.isEmpty() ? "" : ")"))),
                List.of());
        return finished;
    }
}
