package vektra;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import vektra.drain.LogentriesDrain;
import vektra.drain.LogstashDrain;
import vektra.drain.PapertrailDrain;
import vektra.drain.SyslogDrain;
import vektra.drain.WebhookDrain;
import vektra.model.Service;
import vektra.provider.memcache.MemcacheProvider;
import vektra.provider.postgres.PostgresProvider;
import vektra.provider.redis.RedisProvider;
import vektra.spi.AddonProvider;
import vektra.spi.LogDrain;

/** The descriptions of all services on offer, for tests that compare documents with them. */
public final class Services {
    private static final Duration ANY = Duration.ofSeconds(1);

    private Services() {}

    /** Those with servers, then those that ship lines. */
    public static List<Service> all() {
        Stream<Service> servers = Stream.of(
                        new PostgresProvider(ANY), new RedisProvider(ANY), new MemcacheProvider(ANY))
                .map(AddonProvider::service);
        return Stream.concat(servers, drains().stream().map(LogDrain::service)).toList();
    }

    public static List<LogDrain> drains() {
        return Stream.<LogDrain>of(
                        new LogentriesDrain(),
                        new LogstashDrain(),
                        new PapertrailDrain(),
                        new SyslogDrain(),
                        new WebhookDrain())
                .sorted(Comparator.comparing(drain -> drain.service().name()))
                .toList();
    }
}
