package vektra.addons.services;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.Options;
import vektra.addons.core.Providers;
import vektra.model.Failpoint;
import vektra.model.name.ServiceName;
import vektra.model.service.EnabledService;
import vektra.model.service.Server;
import vektra.model.service.ServerOptions;
import vektra.model.service.Service;
import vektra.model.service.ServiceOption;
import vektra.model.text.Input;
import vektra.model.text.Secret;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.Locks;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;
import vektra.spi.Store;

/** Enables a service: starts one server that all bound apps share, or adopts one by its URL. */
public record Enable(
        Engine engine,
        Providers providers,
        ServerLauncher launcher,
        Progress progress,
        History history,
        Spares spares) {
    private static final String COMMAND = "addons:enable";

    /** What the command did. */
    public enum Outcome {
        ENABLED,
        UNCHANGED,
        CHANGED,
        /** Kept, and takes effect after a restart. */
        RESTART_NEEDED
    }

    /**
     * The service that is enabled.
     *
     * @param changed the options that differ from before, with their new values
     */
    public record Enabled(EnabledService service, Outcome outcome, Map<String, String> changed) {}

    /**
     * Enables a service; again with the same options changes nothing.
     *
     * @param given options by name, as typed
     * @param url of the server to adopt, with its secrets; null for a managed server
     */
    public Enabled enable(ServiceName name, Map<String, String> given, @Nullable Secret url) {
        AddonProvider provider = providers.of(name);
        Enabled enabled = enable(provider, name, Options.checked(provider.service(), given), url);
        if (enabled.outcome() == Outcome.ENABLED) {
            providers.cautions(enabled.service().server()).forEach(progress::warn);
        }
        if (enabled.outcome() != Outcome.UNCHANGED) {
            spares.makeSoon(enabled.service().server(), provider);
        }
        return enabled;
    }

    private Enabled enable(
            AddonProvider provider, ServiceName name, Map<String, String> checked, @Nullable Secret url) {
        try (Store.Session session = engine.open(List.of(Locks.Name.alone(Locks.Name.Kind.SERVICE, name)))) {
            Optional<EnabledService> before = session.service(name);
            if (before.isEmpty()) {
                return url == null
                        ? start(session, provider, checked)
                        : adopt(session, provider, checked, url, Outcome.ENABLED);
            }
            EnabledService known = before.get();
            if (url != null) {
                return readopt(session, provider, known, checked, url);
            }
            return known.server().managed()
                    ? again(session, provider, known, checked)
                    : externalAgain(session, provider, known, checked);
        }
    }

    private Enabled start(Store.Session session, AddonProvider provider, Map<String, String> given) {
        Service service = provider.service();
        String id = service.name().value();
        if (launcher.exists(id)) {
            throw VektraException.conflict(
                    id + " has a data folder, but no record of its server",
                    "move the folder away whose log is " + launcher.log(Server.planned(id, service.name())));
        }
        Map<String, String> options = new LinkedHashMap<>(Options.defaults(service));
        options.putAll(given);
        Server planned = Server.planned(id, service.name()).withOptions(options);
        Server server = new NewServer(launcher, provider).begun(session, COMMAND, planned);
        EnabledService enabled = new EnabledService(service.name(), true, history.now(), server);
        return committed(session, enabled, Outcome.ENABLED, Map.of());
    }

    private static Enabled committed(
            Store.Session session, EnabledService service, Outcome outcome, Map<String, String> changed) {
        Failpoint.reached("enable: server runs");
        session.commit(COMMAND, List.of(new Store.Write.PutService(service)), List.of());
        return new Enabled(service, outcome, changed);
    }

    private Enabled adopt(
            Store.Session session, AddonProvider provider, Map<String, String> given, Secret url, Outcome outcome) {
        Service service = provider.service();
        refuseManagedOnly(service, given);
        Map<String, String> options = new LinkedHashMap<>(Options.defaults(service));
        options.keySet().removeIf(option -> managedOnly(Options.option(service, option)));
        options.putAll(given);
        Server wanted = provider.adopt(url.reveal(), options);
        Server server = wanted.withVersion(provider.ping(wanted));
        provider.configure(server);
        EnabledService enabled = new EnabledService(service.name(), true, history.now(), server);
        session.commit(COMMAND, List.of(new Store.Write.PutService(enabled)), List.of());
        return new Enabled(enabled, outcome, Map.of());
    }

    private static void refuseManagedOnly(Service service, Map<String, String> given) {
        for (String name : given.keySet()) {
            if (managedOnly(Options.option(service, name))) {
                throw VektraException.invalid(
                        Text.of(Input.of(name), " is for a server that Vektra starts, not for one adopted by URL"),
                        "leave it out");
            }
        }
    }

    /** What is settled when a server starts, of one that Vektra does not start. */
    private static boolean managedOnly(ServiceOption option) {
        return List.of(ServiceOption.Change.RESTART, ServiceOption.Change.STOPPED)
                        .contains(option.change())
                || List.of(ServerOptions.LISTEN, ServerOptions.PORT, ServerOptions.FROM, ServerOptions.IMAGE)
                        .contains(option.name());
    }

    /** A URL for a service known already: the same server, perhaps with other credentials, or a conflict. */
    private Enabled readopt(
            Store.Session session,
            AddonProvider provider,
            EnabledService known,
            Map<String, String> given,
            Secret url) {
        Map<String, String> options = new LinkedHashMap<>(known.server().options());
        options.putAll(given);
        Server wanted = provider.adopt(url.reveal(), options);
        if (known.server().managed()) {
            throw VektraException.conflict(
                    known.name() + " has a server that Vektra manages, with its data",
                    Text.of("first: ", OptionChanges.startingOver(known.name())));
        }
        boolean moved = !wanted.isWhere(known.server());
        if (moved && inUse(known.name())) {
            throw VektraException.conflict(
                    known.name() + " is at " + known.server().at() + " and has add-ons",
                    "destroy them first, or keep the server");
        }
        if (!moved) {
            // with what is known of it, such as what its folder must hold
            provider.ping(wanted.withVersion(known.server().version()));
        }
        boolean same = known.enabled()
                && wanted.adminUrl().equals(known.server().adminUrl())
                && OptionChanges.of(provider.service(), known, given).isEmpty();
        if (same) {
            return new Enabled(known, Outcome.UNCHANGED, Map.of());
        }
        return adopt(session, provider, options, url, known.enabled() ? Outcome.CHANGED : Outcome.ENABLED);
    }

    private boolean inUse(ServiceName name) {
        return new Uses(engine.read()).any(name);
    }

    private Enabled externalAgain(
            Store.Session session, AddonProvider provider, EnabledService known, Map<String, String> given) {
        refuseManagedOnly(provider.service(), given);
        OptionChanges changes = OptionChanges.of(provider.service(), known, given);
        if (changes.isEmpty() && known.enabled()) {
            provider.ping(known.server());
            return new Enabled(known, Outcome.UNCHANGED, Map.of());
        }
        Outcome outcome =
                new Reconfiguring(launcher, progress, session, provider, COMMAND).whileRunning(changes, on(known));
        return new Enabled(on(known, changes.applied()), outcome, changes.values());
    }

    private Enabled again(
            Store.Session session, AddonProvider provider, EnabledService known, Map<String, String> given) {
        OptionChanges changes = OptionChanges.of(provider.service(), known, given);
        Outcome outcome = new Reconfiguring(launcher, progress, session, provider, COMMAND)
                .apply(changes, known.enabled(), () -> inUse(known.name()), on(known));
        return new Enabled(on(known, changes.applied()), outcome, changes.values());
    }

    private static Function<Server, Store.Write> on(EnabledService known) {
        return changed -> new Store.Write.PutService(on(known, changed));
    }

    private static EnabledService on(EnabledService known, Server changed) {
        return known.with(changed).turned(true);
    }
}
