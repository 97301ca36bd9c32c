package vektra.addons.recovery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vektra.addons.core.Engine;
import vektra.addons.core.Lookup;
import vektra.addons.core.OwnedAddon;
import vektra.addons.core.Providers;
import vektra.model.addon.Addon;
import vektra.model.name.AddonName;
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
        return keeping(Stream.empty());
    }

    /** All servers that keep an archive; opens every app while there is a service that can. */
    public List<Server> keeping() {
        Lookup at = engine.lookup();
        boolean possible = at.at().services().stream()
                .anyMatch(service -> able(service.name()).isPresent());
        return keeping(at.at(), possible ? at.addons() : Stream.empty());
    }

    /** The same of add-ons that were read already. */
    public List<Server> keeping(Stream<Addon> addons) {
        return keeping(engine.read(), addons);
    }

    private List<Server> keeping(Snapshot at, Stream<Addon> addons) {
        Stream<Server> shared =
                at.services().stream().filter(EnabledService::enabled).map(EnabledService::server);
        return Stream.concat(shared, addons.flatMap(ArchiveHealth::own))
                .filter(this::keeps)
                .toList();
    }

    private static Stream<Server> own(Addon addon) {
        return addon.isReady() ? Stream.ofNullable(addon.server()) : Stream.empty();
    }

    private Stream<Addon> named(String id) {
        return AddonName.isValid(id)
                ? engine.lookup().owned(new AddonName(id)).map(OwnedAddon::addon).stream()
                : Stream.empty();
    }

    /** The server of that id, which must keep an archive; every app is opened only where its add-on has another name by now. */
    public Server find(String id) {
        return keeping(named(id)).stream()
                .filter(server -> server.id().equals(id))
                .findFirst()
                .or(() -> keeping().stream()
                        .filter(server -> server.id().equals(id))
                        .findFirst())
                .orElseThrow(() -> VektraException.notFound(
                        "no server " + Shown.quoted(id) + " keeps an archive",
                        Text.of("see: ", Next.of("addons:services"))));
    }
}
