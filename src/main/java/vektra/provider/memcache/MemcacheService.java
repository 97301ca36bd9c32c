package vektra.provider.memcache;

import java.util.List;
import vektra.model.name.AttachmentName;
import vektra.model.name.ServiceName;
import vektra.model.service.Action;
import vektra.model.service.ConfigVar;
import vektra.model.service.Elsewhere;
import vektra.model.service.Plan;
import vektra.model.service.ServerOptions;
import vektra.model.service.Service;
import vektra.model.service.ServiceOption;
import vektra.model.service.ServiceOption.Change;
import vektra.model.service.ServiceOption.Type;
import vektra.spi.SoftwareSource;

/** What the service is called, offers and sets. */
final class MemcacheService {
    static final String HOSTS = "MEMCACHE_HOSTS";
    static final String NAMESPACE = "MEMCACHE_NAMESPACE";
    static final String MEMORY = "memory";
    static final String MAX_CONNECTIONS = "max-connections";

    static final Service DESCRIPTION = new Service(
                    new ServiceName("memcache"),
                    "Memcache",
                    "memcached; a namespace per app",
                    new AttachmentName("MEMCACHE"),
                    List.of(
                            new Plan(
                                    Plan.SHARED, "one cache for all apps, a namespace per app", false, List.of(), true),
                            new Plan(
                                    Plan.DEDICATED,
                                    "a cache server of its own",
                                    true,
                                    List.of(MEMORY, MAX_CONNECTIONS),
                                    true)),
                    ServerOptions.with(
                            HostList.FORM,
                            SoftwareSource.names(new MemcacheRecipe().sources()),
                            List.of(
                                    // memcached alone could take it live; the built-in server's heap is fixed when it
                                    // starts
                                    new ServiceOption(
                                                    MEMORY,
                                                    Type.INTEGER,
                                                    "64",
                                                    "memory for items in MB; a change needs a restart, which empties the cache",
                                                    Change.RESTART,
                                                    List.of())
                                            .between(Limits.LEAST_MEGABYTES, Limits.MOST)
                                            .open(),
                                    new ServiceOption(
                                                    MAX_CONNECTIONS,
                                                    Type.INTEGER,
                                                    "1024",
                                                    "connections of all apps together",
                                                    Change.RESTART,
                                                    List.of())
                                            .between(Limits.LEAST_CONNECTIONS, Limits.MOST)
                                            .open())),
                    List.of(
                            new ConfigVar(HOSTS, "HOSTS", "host:port of each memcached, separated by commas"),
                            new ConfigVar(
                                    NAMESPACE,
                                    "NAMESPACE",
                                    "prefix for every key: at most 45 bytes of the 250 that a key may have")),
                    List.of(Action.look("stats", "items, memory, hits and connections of the whole server")))
            .known(new Elsewhere(List.of("memcached"), "telnet", null));

    private MemcacheService() {}
}
