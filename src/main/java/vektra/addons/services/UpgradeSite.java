package vektra.addons.services;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.Held;
import vektra.addons.core.OwnedAddon;
import vektra.addons.core.Resolver;
import vektra.model.addon.Addon;
import vektra.model.addon.Former;
import vektra.model.addon.Resource;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.ServiceName;
import vektra.model.service.EnabledService;
import vektra.model.service.Server;
import vektra.spi.Locks;
import vektra.spi.Snapshot;
import vektra.spi.Store;

/**
 * A server whose add-ons no other process changes meanwhile.
 *
 * @param own the add-on whose own it is; null for the shared one of a service
 * @param record writes the server as it then is
 */
record UpgradeSite(
        Store.Session session, Server server, @Nullable AddonName own, Look look, Function<Server, Store.Write> record)
        implements AutoCloseable {
    /**
     * What is on a server.
     *
     * @param addons those in use
     * @param holds what they and copies that are kept after a change of plan have there
     * @param confirmedBy the names that confirm that something is done to it
     */
    record Look(List<Addon> addons, List<Resource> holds, List<String> confirmedBy) {
        static Look ofShared(Snapshot at, ServiceName service) {
            Uses uses = new Uses(at);
            List<Addon> all = new ArrayList<>(uses.ownerless(service));
            for (App app : uses.apps(service)) {
                app.addons().stream()
                        .filter(addon -> addon.service().equals(service))
                        .forEach(all::add);
            }
            return new Look(
                    all.stream().filter(addon -> addon.server() == null).toList(),
                    all.stream().flatMap(Look::onShared).toList(),
                    List.of(service.value()));
        }

        private static Stream<Resource> onShared(Addon addon) {
            Former former = addon.former();
            return Stream.of(
                            Optional.of(addon.resource()).filter(any -> addon.server() == null),
                            Optional.ofNullable(former)
                                    .filter(kept -> kept.server() == null)
                                    .map(Former::resource))
                    .flatMap(Optional::stream);
        }

        static Look of(OwnedAddon owned) {
            Addon addon = owned.addon();
            return new Look(List.of(addon), List.of(addon.resource()), owned.confirmedBy());
        }
    }

    /** What is on a server, without a lock. */
    static Look look(Engine engine, Servers.Found found) {
        AddonName own = found.own();
        return own == null
                ? Look.ofShared(engine.read(), found.server().service())
                : Look.of(engine.lookup().owned(own).orElseThrow(() -> Resolver.none(own)));
    }

    static UpgradeSite of(Engine engine, Servers.Found found) {
        AddonName own = found.own();
        return own == null
                ? shared(engine, found.server().service())
                : dedicated(Held.of(engine, own.value(), null, List.of()));
    }

    private static UpgradeSite shared(Engine engine, ServiceName name) {
        Store.Session session = engine.open(List.of(Locks.Name.alone(Locks.Name.Kind.SERVICE, name)));
        try {
            return shared(session, engine.lookup(session).enabled(name));
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    static UpgradeSite shared(Store.Session session, EnabledService service) {
        return new UpgradeSite(
                session,
                service.server(),
                null,
                Look.ofShared(session, service.name()),
                changed -> new Store.Write.PutService(service.with(changed)));
    }

    static UpgradeSite dedicated(Held held) {
        Addon addon = held.owned().addon();
        Server server = addon.server();
        if (server == null) {
            held.close();
            throw Servers.noneOfItsOwn(addon.name().value());
        }
        return new UpgradeSite(
                held.session(),
                server,
                addon.name(),
                Look.of(held.owned()),
                changed -> held.owned().put(addon.on(changed)));
    }

    @Override
    public void close() {
        session.close();
    }
}
