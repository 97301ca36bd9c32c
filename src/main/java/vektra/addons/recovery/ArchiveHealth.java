package vektra.addons.recovery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vektra.addons.core.Engine;
import vektra.addons.core.Providers;
import vektra.model.addon.Addon;
import vektra.model.app.App;
import vektra.model.name.ServiceName;
import vektra.model.service.Archive;
import vektra.model.service.EnabledService;
import vektra.model.service.Server;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Ability;
import vektra.spi.Snapshot;

/** Whether the archives of servers would bring back what is written now. Only looks. */
public record ArchiveHealth(Engine engine, Providers providers) {
    /** Why the archive of a server that runs would not; empty when it would. */
    public Optional<String> problem(Server server, Instant now) {
        Ability.Archives able = able(server);
        return able.problem(server).or(() -> withoutBase(able.archive(server), now));
    }

    private static Optional<String> withoutBase(Archive archive, Instant now) {
        Instant newest = archive.newest().map(Archive.Base::finishedAt).orElse(null);
        if (newest == null) {
            return Optional.of("its archive has no base backup yet");
        }
        return newest.isBefore(now.minus(Archive.STALE))
                ? Optional.of("its archive had no new base backup since " + Shown.time(newest))
                : Optional.empty();
    }

    Ability.Archives able(Server server) {
        return able(server.service()).orElseThrow();
    }

    private Optional<Ability.Archives> able(ServiceName service) {
        return providers.of(service).abilities().archives();
    }

    public boolean keeps(Server server) {
        return able(server.service()).filter(able -> able.keeps(server)).isPresent();
    }

    /** The servers of services that keep an archive. */
    List<Server> shared() {
        return engine.read().services().stream()
                .filter(EnabledService::enabled)
                .map(EnabledService::server)
                .filter(this::keeps)
                .toList();
    }

    /** All servers that keep an archive; opens every app while a service is enabled that can. */
    public List<Server> keeping() {
        Snapshot at = engine.read();
        List<Server> keeping = new ArrayList<>(shared());
        if (at.services().stream().noneMatch(service -> able(service.name()).isPresent())) {
            return keeping;
        }
        at.appNames().stream()
                .flatMap(name -> at.app(name).map(App::addons).stream().flatMap(List::stream))
                .filter(Addon::isReady)
                .map(Addon::server)
                .filter(server -> server != null && keeps(server))
                .forEach(keeping::add);
        return keeping;
    }

    /** The server of that id, which must keep an archive. */
    public Server find(String id) {
        return keeping().stream()
                .filter(server -> server.id().equals(id))
                .findFirst()
                .orElseThrow(() -> VektraException.notFound(
                        "no server " + Shown.quoted(id) + " keeps an archive",
                        Text.of("see: ", Next.of("addons:services"))));
    }
}
