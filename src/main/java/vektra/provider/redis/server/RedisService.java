package vektra.provider.redis.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.model.name.AttachmentName;
import vektra.model.name.ServiceName;
import vektra.model.service.ConfigVar;
import vektra.model.service.Elsewhere;
import vektra.model.service.Elsewhere.DataApi;
import vektra.model.service.Plan;
import vektra.model.service.Server;
import vektra.model.service.ServerOptions;
import vektra.model.service.Service;
import vektra.model.service.ServiceOption;
import vektra.model.service.ServiceOption.Change;
import vektra.model.service.ServiceOption.Type;
import vektra.model.text.Input;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.provider.redis.wire.RedisCli;
import vektra.provider.redis.wire.RedisUrl;
import vektra.spi.SoftwareSource;

/** What Redis offers: its plans, options and config vars. */
public final class RedisService {
    public static final String MAXMEMORY = "maxmemory";
    static final String MAXMEMORY_POLICY = "maxmemory-policy";
    public static final String AUTH = "auth";
    public static final String NO_AUTH = "none";
    public static final String CHANNELS = "channels";
    public static final String OWN_CHANNELS = "own";
    public static final String DATABASES = "databases";
    static final String IDLE_TIMEOUT = "idle-timeout";
    static final String NOTIFY = "notify-keyspace-events";

    /**
     * In another unit than people write, so that a limit that was asked for of an adopted server can be distinguished
     * from it.
     */
    public static final String DEFAULT_MAXMEMORY = "1024mb";

    public static final Service DESCRIPTION = new Service(
                    new ServiceName("redis"),
                    "Redis",
                    "Redis; a database number and a user per app",
                    new AttachmentName("REDIS"),
                    List.of(
                            new Plan(Plan.SHARED, "a database number on the shared server", false, List.of(), true),
                            new Plan(
                                    Plan.DEDICATED,
                                    "a server of its own, with scripts and the commands that a shared one refuses",
                                    true,
                                    List.of(MAXMEMORY),
                                    true)),
                    ServerOptions.with(RedisUrl.FORM, SoftwareSource.names(new RedisRecipe().sources()), own()),
                    List.of(
                            new ConfigVar("REDISURL", null, "tcp://user:password@host:port/number"),
                            new ConfigVar("REDIS_URL", "URL", "redis://user:password@host:port/number")),
                    RedisActions.ALL)
            .known(new Elsewhere(List.of(), RedisCli.PROGRAM, DataApi.of("redis")));

    private RedisService() {}

    private static List<ServiceOption> own() {
        return List.of(
                ServerOptions.appUrl(),
                ServerOptions.encryption(),
                option(
                                MAXMEMORY,
                                Type.SIZE,
                                DEFAULT_MAXMEMORY,
                                "memory for all data of the server; an adopted one keeps its own unless this is set",
                                Change.LIVE)
                        .open(),
                choice(
                                MAXMEMORY_POLICY,
                                null,
                                "which keys of all apps are evicted when maxmemory is reached; none unless set",
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
                        "acl: a user per attachment; none: no password, for a machine that trusts all its apps",
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
                        .between(3, ServerFiles.MOST_DATABASES)
                        .open(),
                option(
                                IDLE_TIMEOUT,
                                Type.INTEGER,
                                "300",
                                "seconds after which an idle connection is closed, except subscribers;"
                                        + " 0 for never",
                                Change.RESTART)
                        .between(0, 1_000_000)
                        .open(),
                option(
                                NOTIFY,
                                Type.TEXT,
                                null,
                                "key events to publish, in the letters of Redis, such as Ex; on the shared server only with "
                                        + Input.of(CHANNELS, OWN_CHANNELS),
                                Change.LIVE)
                        .open());
    }

    /** The settings of Redis that change live, by their names; what was not asked for stays as the server has it. */
    public static Map<String, String> live(Server server) {
        if (server.isShared()
                && !server.option(NOTIFY).isEmpty()
                && !server.option(CHANNELS).equals(OWN_CHANNELS)) {
            throw VektraException.invalid(
                    Text.of(Input.of(NOTIFY), " would show every app the names of all keys of the shared server"),
                    Text.of(
                            "add ",
                            Input.of(CHANNELS, OWN_CHANNELS),
                            ", or set it for a server of its own: ",
                            Next.of("addons:create", "redis:dedicated")
                                    .app("APP")
                                    .option(NOTIFY, "Ex")));
        }
        return live(server.options());
    }

    static Map<String, String> live(Map<String, String> options) {
        Map<String, String> live = new LinkedHashMap<>();
        for (String name : List.of(MAXMEMORY, MAXMEMORY_POLICY, NOTIFY)) {
            String value = options.getOrDefault(name, "");
            if (name.equals(NOTIFY) && !value.matches("[KEg$lshzxetdmnA]*")) {
                throw VektraException.invalid(
                        Text.of("'" + value + "' is not a value for ", Input.of(NOTIFY)),
                        "letters of KEg$lshzxetdmnA, such as Ex or KEA");
            }
            if (!value.isEmpty()) {
                live.put(name, value);
            }
        }
        return live;
    }

    /** Whether each attachment has a user of its own. */
    public static boolean hasUsers(Server server) {
        return !server.option(AUTH).equals(NO_AUTH);
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
