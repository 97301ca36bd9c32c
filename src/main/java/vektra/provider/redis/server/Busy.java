package vektra.provider.redis.server;

import java.time.Duration;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;
import vektra.model.Failpoint;
import vektra.model.service.Server;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.provider.redis.wire.RedisUrl;

/** Ends a script or function that holds up a managed server for longer than its limit. */
public final class Busy {
    /** From then on the server answers, if only to say that it is busy. */
    static final Duration LIMIT = Duration.ofSeconds(2);

    private Busy() {}

    /** Does nothing to a server that is not busy; a script that has written already ends with its server only. */
    public static void end(Jedis redis, Server server, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (busy(redis)) {
            if (System.nanoTime() - deadline > 0) {
                throw endless(server);
            }
            kill(redis, server, "SCRIPT");
            kill(redis, server, "FUNCTION");
            Failpoint.reached("redis: endless script ended");
        }
    }

    private static boolean busy(Jedis redis) {
        try {
            redis.ping();
            return false;
        } catch (JedisDataException e) {
            if (said(e).startsWith("BUSY")) {
                return true;
            }
            throw e;
        }
    }

    private static void kill(Jedis redis, Server server, String kind) {
        try {
            redis.sendCommand(kind.equals("SCRIPT") ? Command.SCRIPT : Command.FUNCTION, "KILL");
        } catch (JedisDataException e) {
            if (said(e).startsWith("UNKILLABLE")) {
                throw endless(server);
            }
            // it ended by itself, or is of the other kind, or the server knows no functions
        }
    }

    private static VektraException endless(Server server) {
        return VektraException.unavailable(
                "Redis at " + RedisUrl.of(server).address()
                        + " is blocked by an endless script that has already written",
                Text.of(Next.of("addons:restart", server.id()), " ends it"),
                null);
    }

    private static String said(JedisDataException e) {
        return String.valueOf(e.getMessage());
    }
}
