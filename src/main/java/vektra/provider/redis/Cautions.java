package vektra.provider.redis;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;
import vektra.model.service.SafeVersions;
import vektra.model.service.Server;
import vektra.provider.redis.server.Flaws;
import vektra.provider.redis.wire.ServerInfo;

/** What a server's version keeps it from. */
final class Cautions {
    static final String NO_SCRIPTS = "none, since this version does not isolate scripts of apps";

    private Cautions() {}

    static List<String> of(Jedis redis, Server server, boolean users) {
        ServerInfo info = ServerInfo.of(redis);
        boolean scripts = Scripts.known(redis).orElse(false);
        List<String> cautions = new ArrayList<>();
        if (users && server.isShared() && !scripts) {
            cautions.add(
                    "redis " + info.version() + " does not isolate the scripts of apps, so apps of redis:shared have"
                            + " no EVAL, EVALSHA, SCRIPT and FCALL; redis:dedicated has them");
        }
        SafeVersions safe = Flaws.safe(info.valkey());
        boolean patched =
                scripts && server.software() != null && server.software().distributed();
        if (!safe.cover(info.version()) && !patched) {
            cautions.add("redis " + info.version()
                    + " has known flaws by which an app can crash it or run code as its user" + "; without them are "
                    + safe.words() + ", and packages of a distribution that is kept up to date");
        }
        return cautions;
    }
}
