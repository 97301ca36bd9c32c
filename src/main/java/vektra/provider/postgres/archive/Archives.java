package vektra.provider.postgres.archive;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.model.service.Archive;
import vektra.model.service.Archive.Base;
import vektra.model.service.Server;
import vektra.model.service.ServerOptions;
import vektra.provider.postgres.admin.Admin;
import vektra.provider.postgres.archive.ArchiveFolder.Cluster;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;

/**
 * The archives of managed servers.
 *
 * @param recovering a provider whose servers are recovered
 */
public record Archives(Function<Server, Admin> admin, Function<Recovery, AddonProvider> recovering)
        implements Ability.Archives {
    /** Twice what an attempt may take that the server repeats after a minute. */
    private static final Duration LATE = Duration.ofMinutes(2);

    @Override
    public boolean keeps(Server server) {
        return server.managed()
                && Archiving.asked(server.option(ServerOptions.ARCHIVE))
                && !Archiving.isContained(server.software());
    }

    @Override
    public Archive archive(Server server) {
        return new Archive(keeps(server) ? ArchiveFolder.of(server).bases(server) : List.of());
    }

    @Override
    public boolean lacksBase(Server server, Instant now) {
        Cluster cluster = ArchiveFolder.of(server).current(server).orElse(null);
        if (cluster == null || !Archiving.isInUse(server)) {
            return false;
        }
        Optional<String> newest = ArchiveFolder.baseNames(cluster).stream().reduce((earlier, later) -> later);
        boolean due = newest.filter(name -> isGood(cluster, name, now)).isEmpty();
        return due
                && ArchiveFolder.attempt(cluster)
                        .filter(time -> time.isAfter(now.minus(Archive.PAUSE)))
                        .isEmpty();
    }

    /** After a gap, such as the undoing of an upgrade leaves, only another base backup brings what is written from then on. */
    private static boolean isGood(Cluster cluster, String name, Instant now) {
        Instant finished = ArchiveFolder.time(name);
        return finished.isAfter(now.minus(Archive.EVERY))
                && (finished.isAfter(now.minus(Archive.PAUSE)) || !ArchiveFolder.hasGap(cluster, name));
    }

    @Override
    public Optional<String> problem(Server server) {
        if (!Archiving.isInUse(server)) {
            return Optional.of(
                    "its archive is kept from its next start on: it was not restarted since that was asked for");
        }
        Lag lag = new Lag(admin.apply(server));
        Optional<String> failure = lag.failure();
        Duration age = lag.age();
        return failure.map(why -> "what it writes does not get into its archive: " + why)
                .or(() -> age.compareTo(LATE) > 0
                        ? Optional.of("what it wrote " + age.toMinutes() + " minutes ago is not in its archive yet")
                        : Optional.empty());
    }

    @Override
    public void flush(Server server) {
        new Lag(admin.apply(server)).flush();
    }

    @Override
    public void makeBase(Server server, Instant now) {
        new BaseBackup(admin.apply(server), ArchiveFolder.of(server)).make(now);
    }

    @Override
    public AddonProvider recovering(Server of, Base base, @Nullable Instant to) {
        return recovering.apply(new Recovery(of, base, to));
    }

    @Override
    public boolean isExhausted(Base base, String log) {
        return Recovery.isExhausted(base, log);
    }
}
