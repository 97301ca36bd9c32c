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
        App app = at.app(name);
        Map<String, String> all = started(at, app);
        requireAll(app, app.declared().missing(all));
        return all;
    }

    /**
     * The same for a program of the app's manifest: without what belongs to resources that it is not linked to, and
     * without variables that the manifest does not list for it.
     */
    public Map<String, String> of(AppName name, String program) {
        return of(name, Set.of(program)).getOrDefault(program, Map.of());
    }

    /** The same for several programs at once, by their names. */
    public Map<String, Map<String, String>> of(AppName name, Set<String> programs) {
        Lookup at = settled();
        App app = at.app(name);
        Map<String, Set<String>> hidden = new LinkedHashMap<>();
        programs.forEach(program -> hidden.put(program, hidden(app, program)));
        Map<String, String> all = started(at, app);
        Map<String, Map<String, String>> each = new LinkedHashMap<>();
        hidden.forEach((program, unseen) -> {
            requireAll(app, app.declared().missing(program, all));
            Map<String, String> seen = new LinkedHashMap<>(all);
            seen.keySet().removeAll(unseen);
            each.put(program, seen);
        });
        return each;
    }

    private Lookup settled() {
        // a process that was killed while it moved data has left the app locked out
        engine.settle();
        return engine.lookup();
    }

    private Map<String, String> started(Lookup at, App app) {
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
    private static void requireAll(App app, List<String> missing) {
        if (!missing.isEmpty()) {
            throw VektraException.invalid(
                    app.name() + " needs " + String.join(", ", missing) + ", which its manifest requires",
                    Text.of(
                            "set it: ",
                            Next.of("config:set", missing.get(0) + "=VALUE").app(app.name())));
        }
    }
}
