package vektra.addons.apps;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vektra.addons.core.Engine;
import vektra.addons.core.Lookup;
import vektra.addons.core.Providers;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.service.Server;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.ServerLauncher;

/** What a program of an app needs around it: its config vars, and its servers up. */
public record Environment(Engine engine, Providers providers, ServerLauncher launcher, Vars vars) {
    /** The app's config vars, after every managed server that it is attached to was brought up. */
    public Map<String, String> of(AppName name) {
        Lookup at = settled();
        return of(at, at.app(name));
    }

    /** The same for a program of the app's manifest, without what belongs to resources that it is not linked to. */
    public Map<String, String> of(AppName name, String program) {
        Lookup at = settled();
        App app = at.app(name);
        Set<String> hidden = hidden(app, program);
        Map<String, String> all = new LinkedHashMap<>(of(at, app));
        all.keySet().removeAll(hidden);
        return all;
    }

    /**
     * The same for several programs at once, which of the user's variables see only those that a list of each names.
     *
     * @param lists by the name of the program
     */
    public Map<String, Map<String, String>> of(AppName name, Map<String, Set<String>> lists) {
        Lookup at = settled();
        App app = at.app(name);
        Map<String, String> all = of(at, app);
        Map<String, Map<String, String>> each = new LinkedHashMap<>();
        lists.forEach((program, listed) -> {
            Map<String, String> seen = new LinkedHashMap<>(all);
            seen.keySet().removeAll(hidden(app, program));
            seen.keySet().removeAll(app.unlisted(listed));
            each.put(program, seen);
        });
        return each;
    }

    private Lookup settled() {
        // a process that was killed while it moved data has left the app locked out
        engine.settle();
        return engine.lookup();
    }

    private Map<String, String> of(Lookup at, App app) {
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
            if (server.managed() && !launcher.looksAlive(server)) {
                providers.ensureAnswering(server);
            }
        }
        Map<String, String> all = vars.of(at, app).all();
        EnvironmentSize.check(app.name(), all);
        requireAll(app, all);
        return all;
    }

    private static Set<String> hidden(App app, String program) {
        return app.hidden(program).orElseThrow(() -> {
            Set<String> known = app.declared().programs().keySet();
            return VektraException.notFound(
                    "the manifest of " + app.name() + " has no service called " + Shown.quoted(program),
                    known.isEmpty()
                            ? "none is known: apply a manifest that has services"
                            : "known: " + String.join(", ", known));
        });
    }

    /** What the manifest of the app requires must be there before a program of it starts. */
    private static void requireAll(App app, Map<String, String> all) {
        List<String> missing = app.declared().missing(all);
        if (!missing.isEmpty()) {
            throw VektraException.invalid(
                    app.name() + " needs " + String.join(", ", missing) + ", which its manifest requires",
                    Text.of(
                            "set it: ",
                            Next.of("config:set", missing.get(0) + "=VALUE").app(app.name())));
        }
    }
}
