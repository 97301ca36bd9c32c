package vektra.addons.plan;

import java.util.ArrayList;
import java.util.List;
import vektra.addons.core.Held;
import vektra.addons.core.History;
import vektra.addons.core.OwnedAddon;
import vektra.addons.provision.Making;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.addon.Credentials;
import vektra.model.addon.Step;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.spi.AddonProvider;
import vektra.spi.Store;

/** Has every app of an add-on use another place of its data: with new credentials and variables, in one commit. */
record Switchover(Held held, AddonProvider provider, Making making, History history, String command) {
    /**
     * Commits it. Credentials at the place before end.
     *
     * @param moved the add-on at its new place
     * @param to the server of that
     * @param drop what is deleted with it
     */
    ChangePlan.Changed to(Addon moved, Server to, List<Step> drop) {
        OwnedAddon owned = held.owned();
        List<Store.Write> writes = new ArrayList<>();
        List<AppName> apps = new ArrayList<>();
        App owner = null;
        for (App app : owned.apps()) {
            App changed = moved(app, moved, to);
            owner = app.name().equals(owned.app()) ? changed : owner;
            apps.add(app.name());
            writes.add(history.put(changed, "Change plan of " + moved.name() + " to " + moved.fullPlan()));
        }
        if (owned.owner() == null) {
            writes.add(new Store.Write.Orphan(moved));
        }
        List<Step> finish = new ArrayList<>(logins(owned.addon()));
        finish.addAll(drop);
        held.session().commit(command, writes, finish);
        return new ChangePlan.Changed(owner, moved, owned.addon().plan(), false, apps);
    }

    /** What ends all that may log in to the add-on, at one of its two places. */
    List<Step> logins(Addon place) {
        return held.owned().attachments().stream()
                .flatMap(attachment -> Step.revoke(place, attachment).stream())
                .toList();
    }

    private App moved(App app, Addon moved, Server to) {
        List<Attachment> changed = new ArrayList<>();
        for (Attachment attachment : app.attachmentsOf(moved.name())) {
            Credentials fresh = provider.grant(
                    to, moved.resource(), attachment.credentials().id(), Secret.fresh());
            changed.add(attachment.with(fresh, making.vars(moved, attachment.name(), fresh)));
        }
        App with = app.addon(moved.name()).isPresent() ? app.withAddon(moved) : app;
        return with.rotated(changed);
    }
}
