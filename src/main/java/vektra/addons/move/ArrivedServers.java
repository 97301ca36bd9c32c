package vektra.addons.move;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
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
    /** What another machine may not have: its ports and its software, and the disk of an archive. */
    private static final List<List<String>> WISHES = List.of(
            List.of(),
            List.of(ServerOptions.PORT, ServerOptions.FROM, ServerOptions.IMAGE),
            List.of(ServerOptions.PORT, ServerOptions.FROM, ServerOptions.IMAGE, ServerOptions.ARCHIVE));

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
        Server made = made(
                was.server(),
                options -> enable.enable(name, options, null).service().server(),
                notes);
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

    /** Makes one like another, with those of its options that can be had here. */
    Server made(Server was, Function<Map<String, String>, Server> making, Consumer<String> notes) {
        Map<String, String> given = given(was);
        Iterator<Map<String, String>> tries =
                WISHES.stream().map(wishes -> without(given, wishes)).distinct().iterator();
        while (true) {
            Map<String, String> options = tries.next();
            try {
                Server made = making.apply(options);
                if (given.containsKey(ServerOptions.ARCHIVE) && !options.containsKey(ServerOptions.ARCHIVE)) {
                    notes.accept(was.id() + " keeps no archive; it had one in " + given.get(ServerOptions.ARCHIVE));
                }
                return made;
            } catch (VektraException e) {
                if (!tries.hasNext()) {
                    throw e;
                }
            }
        }
    }

    /** What was set for a server, and not only left as it is by default. */
    private Map<String, String> given(Server server) {
        Map<String, String> given = new LinkedHashMap<>(server.options());
        Map<String, String> defaults =
                Options.defaults(providers.of(server.service()).service());
        given.entrySet()
                .removeIf(option ->
                        option.getValue().isEmpty() || option.getValue().equals(defaults.get(option.getKey())));
        return given;
    }

    private static Map<String, String> without(Map<String, String> options, List<String> wishes) {
        Map<String, String> fewer = new LinkedHashMap<>(options);
        fewer.keySet().removeAll(wishes);
        return fewer;
    }
}
