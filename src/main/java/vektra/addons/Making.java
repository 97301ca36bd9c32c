package vektra.addons;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Installation;
import vektra.addons.core.Lookup;
import vektra.addons.core.Naming;
import vektra.addons.core.Options;
import vektra.addons.services.NewServer;
import vektra.model.Addon;
import vektra.model.AddonName;
import vektra.model.App;
import vektra.model.Attachment;
import vektra.model.AttachmentName;
import vektra.model.Credentials;
import vektra.model.Failpoint;
import vektra.model.Id;
import vektra.model.Plan;
import vektra.model.Resource;
import vektra.model.Secret;
import vektra.model.Server;
import vektra.model.ServerOptions;
import vektra.model.Step;
import vektra.spi.AddonProvider;
import vektra.spi.Store;

/**
 * Makes add-ons and the credentials of those who have them, in a session that holds the locks. What takes them back is
 * journalled first.
 */
final class Making {
    private final Installation home;
    private final Store.Session session;
    private final Lookup at;
    private final AddonProvider provider;
    private final String command;
    private boolean begun;

    /** @param command as the journal names it, such as {@code addons:bind} */
    Making(Installation home, Store.Session session, AddonProvider provider, String command) {
        this.home = home;
        this.session = session;
        this.at = home.lookup(session);
        this.provider = provider;
        this.command = command;
    }

    private void begin(List<Step> undo) {
        session.begin(command, undo);
        begun = true;
    }

    /**
     * An add-on that is yet to be made.
     *
     * @param options those of its own server, checked; of a shared plan none
     */
    Addon planned(App app, Plan plan, @Nullable AddonName wanted, Map<String, String> options) {
        Id id = Id.fresh();
        AddonName name =
                wanted == null ? Naming.addon(at.at(), provider.service().name()) : wanted;
        return new Addon(
                id,
                name,
                provider.service().name(),
                plan.name(),
                Addon.State.PROVISIONING,
                home.now(),
                new Resource(id, app.name().value(), Map.of()),
                plan.dedicated() ? server(name, options) : null);
    }

    /** The server that an add-on is to have for itself, which is not there yet. */
    Server server(AddonName name, Map<String, String> options) {
        String id = name.value();
        // one that was renamed has left its first name to others, and its folder where it was
        // and the service's own name is that of its shared server
        for (int i = 2;
                home.launcher().exists(id)
                        || id.equals(provider.service().name().value());
                i++) {
            id = name + "-" + i;
        }
        return Server.planned(id, provider.service().name()).withOptions(options);
    }

    /** What undoes a {@link #made}, whatever of it was done. */
    static List<Step> undo(Addon planned) {
        return List.of(planned.server() == null ? Step.deprovision(planned) : Step.removeServer(planned.server()));
    }

    /** Makes an add-on that was planned, with its server when it has one. */
    Addon made(Addon planned) {
        begin(undo(planned));
        Server own = planned.server();
        Addon addon = own == null ? planned : planned.on(started(own));
        Server server = at.serverOf(addon);
        Addon made = addon.provisioned(provider.provision(server, addon.resource()));
        Failpoint.reached("bind: provisioned");
        return made;
    }

    /** Makes a planned server and starts it: the service's options, but for those it was planned with. */
    Server started(Server planned) {
        Map<String, String> options = new LinkedHashMap<>(Options.defaults(provider.service()));
        options.putAll(at.enabled(planned.service()).server().options());
        options.remove(ServerOptions.PORT);
        options.putAll(planned.options());
        return new NewServer(home.launcher(), provider).started(planned.withOptions(options));
    }

    /** Makes an attachment with its first credentials, which go with the add-on where that is made here, too. */
    Attachment attached(Addon addon, AttachmentName as, Map<String, String> replaced) {
        Id id = Id.fresh();
        if (!begun) {
            begin(List.of(Step.revoke(addon, id)));
        }
        Credentials credentials = provider.grant(at.serverOf(addon), addon.resource(), id, Secret.fresh());
        Failpoint.reached("bind: credentials made");
        return new Attachment(
                id, as, addon.name(), addon.service(), home.now(), credentials, vars(addon, as, credentials), replaced);
    }

    /** The variables that an attachment of that name sets. */
    Map<String, String> vars(Addon addon, AttachmentName as, Credentials credentials) {
        return provider.service().varsFor(as, provider.configVars(at.serverOf(addon), addon.resource(), credentials));
    }
}
