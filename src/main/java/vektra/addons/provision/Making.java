package vektra.addons.provision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.History;
import vektra.addons.core.Lookup;
import vektra.addons.services.NewServer;
import vektra.model.Failpoint;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.addon.Credentials;
import vektra.model.addon.Former;
import vektra.model.addon.Step;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.AttachmentName;
import vektra.model.name.Id;
import vektra.model.service.Plan;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.spi.AddonProvider;
import vektra.spi.ServerLauncher;
import vektra.spi.Store;

/**
 * Makes add-ons and the credentials of the apps that have them, in a session that holds the locks. What takes them back is
 * journalled first.
 */
public final class Making {
    private final Store.Session session;
    private final Lookup at;
    private final AddonProvider provider;
    private final ServerLauncher launcher;
    private final History history;
    private final String command;
    private boolean begun;

    /** @param command as the journal names it, such as {@code addons:bind} */
    Making(
            Store.Session session,
            Lookup at,
            AddonProvider provider,
            ServerLauncher launcher,
            History history,
            String command) {
        this.session = session;
        this.at = at;
        this.launcher = launcher;
        this.history = history;
        this.provider = provider;
        this.command = command;
    }

    private void begin(List<Step> undo) {
        if (!begun) {
            session.begin(command, undo);
            begun = true;
        }
    }

    /** The same on a server that is there: one that is down then leaves nothing to undo. */
    private void begin(Addon there, List<Step> undo) {
        if (!begun) {
            at.providers().ensureAnswering(at.serverOf(there));
        }
        begin(undo);
    }

    /** The same as part of a change whose undoing is journalled already. */
    Making begun() {
        begun = true;
        return this;
    }

    /** An add-on that is yet to be made, as {@link Planning#addon} says. */
    public Addon planned(App app, Plan plan, @Nullable AddonName wanted, Map<String, String> options) {
        return planning().addon(app, plan, wanted, options);
    }

    /** A server that an add-on is to have for itself, as {@link Planning#server} says. */
    public Server server(AddonName name, Map<String, String> options) {
        return planning().server(name, options);
    }

    private Planning planning() {
        return new Planning(at, provider.service().name(), launcher, history);
    }

    /** What undoes a {@link #made}, whatever of it was done. */
    static List<Step> undo(Addon planned) {
        return List.of(planned.server() == null ? Step.deprovision(planned) : Step.removeServer(planned.server()));
    }

    /** Makes an add-on that was planned, with its server when it has one. */
    public Addon made(Addon planned) {
        if (planned.server() == null) {
            begin(planned, undo(planned));
        } else {
            begin(undo(planned));
        }
        return provisioned(planned);
    }

    /**
     * Makes an empty place for the data of an add-on that changes its plan. Its users, who are shut out of the old place
     * while they are copied, are let in there again.
     */
    public Addon elsewhere(Addon addon, Plan plan) {
        Former earlier = addon.former();
        boolean taken = !plan.dedicated() && earlier != null && earlier.server() == null;
        Addon planned = addon.provisioned(
                        taken ? addon.resource().other() : addon.resource().planned())
                .on(plan.dedicated() ? planning().server(addon.name(), Map.of()) : null);
        List<Step> undo = new ArrayList<>(List.of(Step.admit(addon)));
        undo.addAll(undo(planned));
        begin(undo);
        return provisioned(planned);
    }

    /**
     * Begins an add-on's way back to the copy that is kept. Its users, who are shut out where they are, are let in again,
     * and credentials that were made at the copy are revoked.
     */
    public void back(Addon addon, List<Step> logins) {
        List<Step> undo = new ArrayList<>(List.of(Step.admit(addon)));
        undo.addAll(logins);
        begin(undo);
    }

    private Addon provisioned(Addon planned) {
        Server own = planned.server();
        Addon addon = own == null ? planned : planned.on(started(own));
        Addon made = addon.provisioned(provider.provision(at.serverOf(addon), addon.resource()));
        Failpoint.reached("add-on provisioned");
        return made;
    }

    /** Makes a planned server and starts it: the service's options, but for those it was planned with. */
    private Server started(Server planned) {
        Server shared = at.enabled(planned.service()).server();
        return new NewServer(launcher, provider).startedLike(shared, planned);
    }

    /** Makes an attachment with its first credentials, which go with the add-on where that is made here, too. */
    public Attachment attached(Addon addon, AttachmentName as, Map<String, String> replaced) {
        return attached(addon, Id.fresh(), as, replaced);
    }

    /** The same with that id. */
    Attachment attached(Addon addon, Id id, AttachmentName as, Map<String, String> replaced) {
        begin(addon, List.of(Step.revoke(addon, id)));
        Credentials credentials = credentials(addon, id);
        Failpoint.reached("bind: credentials made");
        return new Attachment(
                id,
                as,
                addon.name(),
                addon.service(),
                history.now(),
                credentials,
                vars(addon, as, credentials),
                replaced);
    }

    /** Each of the attachments with new credentials; the earlier ones go on working. */
    public Map<Attachment, Attachment> renewed(Addon addon, List<Attachment> attachments) {
        Map<Attachment, Id> fresh = new LinkedHashMap<>();
        attachments.forEach(attachment -> fresh.put(attachment, Id.fresh()));
        begin(addon, fresh.values().stream().map(id -> Step.revoke(addon, id)).toList());
        Map<Attachment, Attachment> renewed = new LinkedHashMap<>();
        fresh.forEach((attachment, id) -> {
            Credentials made = provider.grant(at.serverOf(addon), addon.resource(), id, Secret.fresh());
            Failpoint.reached("rotate: credentials made");
            renewed.put(attachment, attachment.with(made, vars(addon, attachment.name(), made)));
        });
        return renewed;
    }

    /** Credentials of that id: those that were made ready, else new ones. */
    Credentials credentials(Addon addon, Id id) {
        Server server = at.serverOf(addon);
        return provider.abilities()
                .spares()
                .flatMap(able -> able.claim(server, addon.resource(), id))
                .orElseGet(() -> provider.grant(server, addon.resource(), id, Secret.fresh()));
    }

    /** The variables that an attachment of that name sets. */
    public Map<String, String> vars(Addon addon, AttachmentName as, Credentials credentials) {
        return at.vars(addon, as, credentials);
    }
}
