package vektra.addons.apps;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vektra.addons.core.Installation;
import vektra.addons.core.Lookup;
import vektra.model.Addon;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Attachment;
import vektra.model.Server;

/** What a program of an app needs around it: its config vars, and its servers up. */
public final class Environment {
    private final Installation home;

    public Environment(Installation home) {
        this.home = home;
    }

    /** The app's config vars, after every managed server that it is attached to was brought up. */
    public Map<String, String> of(AppName name) {
        // who was killed while it moved data has left the app locked out
        home.settle();
        Lookup at = home.lookup();
        App app = at.app(name);
        Map<String, Server> servers = new LinkedHashMap<>();
        for (Attachment attachment : app.attachments()) {
            Optional<Addon> addon = at.addon(app, attachment);
            if (addon.isPresent() && !addon.get().isReady()) {
                continue;
            }
            at.serverOf(attachment.service(), addon.map(Addon::server))
                    .ifPresent(server -> servers.put(server.id(), server));
        }
        for (Server server : servers.values()) {
            // a look at the process costs microseconds; only a server that is down is worth loading its driver
            if (server.managed() && !home.launcher().looksAlive(server)) {
                home.ensureAnswering(server);
            }
        }
        Map<String, String> all = new Vars(home).of(app).all();
        EnvironmentSize.check(name, all);
        return all;
    }
}
