package vektra.provider.redis;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;
import vektra.model.Failpoint;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.provider.redis.server.Isolation;
import vektra.provider.redis.wire.RedisUrl;
import vektra.provider.redis.wire.ServerInfo;
import vektra.provider.redis.wire.Wire;

/**
 * Whether a server keeps the scripts of its users apart. All of them run in one interpreter: where anything in it can be
 * changed, a script acts with the rights of another user. Vektra's own user never runs a script there; a user without
 * any right looks, and what it finds is written down on the server as the rights of a user that is off.
 */
final class Scripts {
    static final String USER = "vektra-scripts";

    private static final int ATTEMPTS = 40;
    private static final long PAUSE = 5_000_000;

    /**
     * True when no table within reach can be written to, the one behind all strings included (CVE-2025-46818), and
     * nothing is there that exchanges the globals of other scripts.
     */
    private static final String LOOK = """
            local seen, open = {}, false
            local function look(t)
              if type(t) ~= 'table' or seen[t] then return end
              seen[t] = true
              open = open or pcall(function() t.vektra = nil end) or pcall(rawset, t, 'vektra', nil)
              look(getmetatable(t))
              for name, value in pairs(t) do
                if t ~= _G or (name ~= 'KEYS' and name ~= 'ARGV') then look(value) end
              end
            end
            look(_G)
            if type(getmetatable('')) ~= 'table' then return 0 end
            look(getmetatable(''))
            for _, name in ipairs({'setfenv', 'getfenv', 'debug', 'newproxy', 'loadfile', 'dofile', 'require'}) do
              local there, value = pcall(function() return _G[name] end)
              open = open or (there and value ~= nil)
            end
            return open and 0 or 1""";

    private Scripts() {}

    /** Looks, and writes down what was found; to be done after each start and before each new user. */
    static boolean look(Wire wire, RedisUrl admin, Jedis redis) {
        boolean isolated = ServerInfo.of(redis).major() >= 7 && looks(wire, admin, redis);
        redis.aclSetUser(USER, "reset", isolated ? "+eval" : "-@all");
        Failpoint.reached("redis: scripts looked at");
        return isolated;
    }

    /** What was found last; empty where nothing was looked at yet. */
    static Optional<Boolean> known(Jedis redis) {
        return redis.aclUsers().contains(USER)
                ? Optional.of(redis.aclGetUser(USER).getCommands().contains("+eval"))
                : Optional.empty();
    }

    private static boolean looks(Wire wire, RedisUrl admin, Jedis redis) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Secret password = Secret.fresh();
            redis.aclSetUser(USER, "reset", "on", Isolation.hashed(password), "-@all", "+eval");
            Optional<Boolean> found = asked(wire, admin.as(USER, password));
            if (found.isPresent()) {
                return found.get();
            }
            // another process gave that user a password of its own meanwhile
            LockSupport.parkNanos(PAUSE);
        }
        return false;
    }

    private static Optional<Boolean> asked(Wire wire, RedisUrl url) {
        boolean[] isolated = {false};
        try {
            Optional<String> refused = wire.refused(url, looker -> {
                isolated[0] = Long.valueOf(1).equals(looker.eval(LOOK, List.of(), List.of()));
                return Optional.empty();
            });
            return refused.isPresent() ? Optional.empty() : Optional.of(isolated[0]);
        } catch (JedisDataException | VektraException e) {
            // a server without scripts, or one whose scripts are stopped in other ways
            return Optional.of(false);
        }
    }
}
