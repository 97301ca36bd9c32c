package vektra.provider.redis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.model.AttachmentName;
import vektra.model.ConfigVar;
import vektra.model.Plan;
import vektra.model.ServerOptions;
import vektra.model.Service;
import vektra.model.ServiceName;
import vektra.model.ServiceOption;
import vektra.model.ServiceOption.Change;
import vektra.model.ServiceOption.Type;

/** What Redis offers: its plans, options and config vars. */
final class RedisService {
    static final String MAXMEMORY = "maxmemory";
    static final String MAXMEMORY_POLICY = "maxmemory-policy";
    static final String AUTH = "auth";
    static final String NO_AUTH = "none";
    static final String CHANNELS = "channels";
    static final String OWN_CHANNELS = "own";
    static final String DATABASES = "databases";

    static final Service DESCRIPTION = new Service(
            new ServiceName("redis"),
            "Redis",
            "Redis; a database number and a user per app",
            new AttachmentName("REDIS"),
            List.of(
                    new Plan(Plan.SHARED, "a database number on the one shared server", false, List.of(), true),
                    new Plan(
                            Plan.DEDICATED,
                            "a server of its own, the wall that holds for everything",
                            true,
                            List.of(MAXMEMORY),
                            true)),
            ServerOptions.with(RedisUrl.FORM, List.of("machine", "embedded", "debian", "docker"), own()),
            List.of(
                    new ConfigVar("REDISURL", null, "tcp://user:password@host:port/number"),
                    new ConfigVar("REDIS_URL", "URL", "redis://user:password@host:port/number")),
            RedisActions.ALL);

    private RedisService() {}

    private static List<ServiceOption> own() {
        return List.of(
                option(
                                MAXMEMORY,
                                Type.SIZE,
                                null,
                                "memory for all data of the server; no limit unless set",
                                Change.LIVE)
                        .open(),
                choice(
                                MAXMEMORY_POLICY,
                                null,
                                "which keys go, of whatever app, when maxmemory is reached; none unless set",
                                Change.LIVE,
                                List.of(
                                        "noeviction",
                                        "allkeys-lru",
                                        "allkeys-lfu",
                                        "allkeys-random",
                                        "volatile-lru",
                                        "volatile-lfu",
                                        "volatile-random",
                                        "volatile-ttl"))
                        .open(),
                choice(
                        AUTH,
                        "acl",
                        "acl: a walled user per attachment; none: no password, for a machine that trusts all its apps",
                        Change.FIXED,
                        List.of("acl", NO_AUTH)),
                choice(
                        CHANNELS,
                        "all",
                        "pub/sub channels an app may use: all, or own: those that start with db<number>:",
                        Change.FIXED,
                        List.of("all", OWN_CHANNELS)),
                option(
                                DATABASES,
                                Type.INTEGER,
                                "10000",
                                "database numbers of a started server, one per add-on",
                                Change.RESTART)
                        .between(2, ServerFiles.MOST_DATABASES)
                        .open());
    }

    private static ServiceOption option(
            String name, Type type, @Nullable String value, String description, Change change) {
        return new ServiceOption(name, type, value, description, change, List.of());
    }

    private static ServiceOption choice(
            String name, @Nullable String value, String description, Change change, List<String> choices) {
        return new ServiceOption(name, Type.CHOICE, value, description, change, choices);
    }
}
