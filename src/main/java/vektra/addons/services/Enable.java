package vektra.addons.services;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Installation;
import vektra.addons.core.Options;
import vektra.model.EnabledService;
import vektra.model.Failpoint;
import vektra.model.Input;
import vektra.model.Next;
import vektra.model.Secret;
import vektra.model.Server;
import vektra.model.ServerOptions;
import vektra.model.Service;
import vektra.model.ServiceName;
import vektra.model.ServiceOption;
import vektra.model.Step;
import vektra.model.Text;
import vektra.model.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.Locks;
import vektra.spi.Store;

/** Enables a service: starts one server that all bound apps share, or adopts one by its URL. */
public final class Enable {
    private static final String COMMAND = "addons:enable";

    private final Installation home;

    public Enable(Installation home) {
        this.home = home;
    }

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
        AddonProvider provider = home.providers().of(name);
        Enabled enabled = enable(provider, name, Options.checked(provider.service(), given), url);
        if (enabled.outcome() == Outcome.ENABLED) {
            home.cautions(enabled.service().server()).forEach(home.progress()::warn);
        }
        if (enabled.outcome() != Outcome.UNCHANGED) {
            new Spares(home).makeSoon(enabled.service().server(), provider);
        }
        return enabled;
    }

    private Enabled enable(
            AddonProvider provider, ServiceName name, Map<String, String> checked, @Nullable Secret url) {
        try (Store.Session session = home.open(List.of(Locks.Name.alone(Locks.Name.Kind.SERVICE, name)))) {
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
        if (home.launcher().exists(id)) {
            throw VektraException.conflict(
                    id + " has a data folder, but no record of its server",
                    "move the folder away whose log is " + home.launcher().log(Server.planned(id, service.name())));
        }
        Map<String, String> options = new LinkedHashMap<>(Options.defaults(service));
        options.putAll(given);
        Server planned = Server.planned(id, service.name()).withOptions(options);
        session.begin(COMMAND, List.of(Step.removeServer(planned)));
        Server server = new NewServer(home.launcher(), provider).started(planned);
        EnabledService enabled = new EnabledService(service.name(), true, home.now(), server);
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
        EnabledService enabled = new EnabledService(service.name(), true, home.now(), server);
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
        return option.change() == ServiceOption.Change.RESTART
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
        if (known.server().managed()) {
            throw VektraException.conflict(
                    known.name() + " has a server that Vektra manages, with its data",
                    Text.of("first: ", startingOver(known)));
        }
        Map<String, String> options = new LinkedHashMap<>(known.server().options());
        options.putAll(given);
        Server wanted = provider.adopt(url.reveal(), options);
        if (!wanted.hosts().equals(known.server().hosts()) && inUse(known.name())) {
            throw VektraException.conflict(
                    known.name() + " is at " + known.server().host() + " and has add-ons",
                    "destroy them first, or keep the server");
        }
        boolean same = known.enabled()
                && wanted.adminUrl().equals(known.server().adminUrl())
                && differences(known, given).isEmpty();
        if (same) {
            provider.ping(wanted);
            return new Enabled(known, Outcome.UNCHANGED, Map.of());
        }
        return adopt(session, provider, options, url, known.enabled() ? Outcome.CHANGED : Outcome.ENABLED);
    }

    private static Next startingOver(EnabledService known) {
        return Next.of("addons:disable", known.name()).with("destroy-data").with("confirm", known.name());
    }

    private boolean inUse(ServiceName name) {
        return new Uses(home.store().read()).any(name);
    }

    private Enabled externalAgain(
            Store.Session session, AddonProvider provider, EnabledService known, Map<String, String> given) {
        refuseManagedOnly(provider.service(), given);
        Map<String, String> changes = differences(known, given);
        if (changes.isEmpty() && known.enabled()) {
            provider.ping(known.server());
            return new Enabled(known, Outcome.UNCHANGED, Map.of());
        }
        return change(session, provider, known, changes);
    }

    private Enabled again(
            Store.Session session, AddonProvider provider, EnabledService known, Map<String, String> given) {
        Map<String, String> changes = differences(known, given);
        refuseFixed(provider.service(), known, changes);
        if (known.enabled() && (changes.isEmpty() || home.launcher().looksAlive(known.server()))) {
            home.launcher().ensureRunning(known.server(), provider);
            return changes.isEmpty()
                    ? new Enabled(known, Outcome.UNCHANGED, Map.of())
                    : change(session, provider, known, changes);
        }
        // a server that is down starts with what is asked for now, which may be what it takes to start at all
        EnabledService wanted = known.with(known.server().withOptions(merged(known.server(), changes)))
                .turned(true);
        home.launcher().ensureRunning(wanted.server(), provider);
        return committed(session, wanted, known.enabled() ? Outcome.CHANGED : Outcome.ENABLED, changes);
    }

    private Enabled change(
            Store.Session session, AddonProvider provider, EnabledService known, Map<String, String> changes) {
        Service service = provider.service();
        refuseFixed(service, known, changes);
        EnabledService changed = known.with(known.server().withOptions(merged(known.server(), changes)))
                .turned(true);
        provider.configure(changed.server());
        session.commit(COMMAND, List.of(new Store.Write.PutService(changed)), List.of());
        boolean restart = changes.keySet().stream()
                .anyMatch(name -> Options.option(service, name).change() == ServiceOption.Change.RESTART);
        return new Enabled(changed, restart ? Outcome.RESTART_NEEDED : Outcome.CHANGED, changes);
    }

    private static Map<String, String> merged(Server server, Map<String, String> changes) {
        Map<String, String> merged = new TreeMap<>(server.options());
        merged.putAll(changes);
        return merged;
    }

    private static Map<String, String> differences(EnabledService known, Map<String, String> given) {
        Map<String, String> differences = new TreeMap<>(given);
        differences
                .entrySet()
                .removeIf(entry -> entry.getValue().equals(known.server().option(entry.getKey())));
        return differences;
    }

    private static void refuseFixed(Service service, EnabledService known, Map<String, String> changes) {
        for (String name : changes.keySet()) {
            if (Options.option(service, name).change() == ServiceOption.Change.FIXED) {
                String now = known.server().option(name);
                throw VektraException.conflict(
                        Text.of(
                                Input.of(name),
                                " of " + known.name() + " cannot be changed after the service was enabled (now: "
                                        + (now.isEmpty() ? "not set" : now) + ")"),
                        Text.of("to start over without its data: ", startingOver(known)));
            }
        }
    }
}
