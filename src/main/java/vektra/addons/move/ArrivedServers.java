package vektra.addons.move;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import vektra.addons.core.Engine;
import vektra.addons.core.Options;
import vektra.addons.core.Providers;
import vektra.addons.services.Enable;
import vektra.model.name.ServiceName;
import vektra.model.service.EnabledService;
import vektra.model.service.Server;
import vektra.model.service.ServerOptions;
import vektra.model.text.VektraException;
import vektra.spi.Locks;
import vektra.spi.Store;

/** Makes the servers of the services that another home had. */
public record ArrivedServers(Engine engine, Providers providers, Enable enable) {
    /** What another machine may not have. */
    private static final List<String> WISHES = List.of(ServerOptions.PORT, ServerOptions.FROM, ServerOptions.IMAGE);

    /** Makes the one of a service with the options that it had; there already is no error. */
    void make(EnabledService was, Consumer<String> notes) {
        ServiceName name = was.name();
        if (engine.read().service(name).isPresent()) {
            return;
        }
        if (!was.server().managed()) {
            try (Store.Session session = engine.open(List.of(Locks.Name.alone(Locks.Name.Kind.SERVICE, name)))) {
                session.commit(ImportHome.COMMAND, List.of(new Store.Write.PutService(was)), List.of());
            }
            return;
        }
        Server made = enabled(name, given(was.server()));
        if (!was.enabled()) {
            notes.accept(name + " is enabled; it was disabled");
        }
        if (!made.hosts().equals(was.server().hosts())) {
            notes.accept(
                    name + " is at " + made.at() + "; it was at " + was.server().at());
        }
        if (!made.version().equals(was.server().version())) {
            notes.accept(name + " has version " + made.version() + "; it had "
                    + was.server().version());
        }
    }

    /** With its port and from its source where this machine has both. */
    private Server enabled(ServiceName name, Map<String, String> options) {
        try {
            return enable.enable(name, options, null).service().server();
        } catch (VektraException e) {
            Map<String, String> fewer = without(options);
            if (fewer.equals(options)) {
                throw e;
            }
            return enable.enable(name, fewer, null).service().server();
        }
    }

    /** What was set for a server, and not only left as it is by default. */
    Map<String, String> given(Server server) {
        Map<String, String> given = new LinkedHashMap<>(server.options());
        Map<String, String> defaults =
                Options.defaults(providers.of(server.service()).service());
        given.entrySet()
                .removeIf(option ->
                        option.getValue().isEmpty() || option.getValue().equals(defaults.get(option.getKey())));
        return given;
    }

    /** The same options, but for those that another machine may not have. */
    static Map<String, String> without(Map<String, String> options) {
        Map<String, String> fewer = new LinkedHashMap<>(options);
        fewer.keySet().removeAll(WISHES);
        return fewer;
    }
}
