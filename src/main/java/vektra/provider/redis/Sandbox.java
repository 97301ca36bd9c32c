package vektra.provider.redis;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Shuts a way out of scripts: until the releases of October 2025 (CVE-2025-46818) a script could change what strings do
 * in every later script, and so act with the rights of another app.
 */
final class Sandbox {
    /** Scripts get at what strings do through getmetatable alone, and this makes it answer false. */
    private static final String SHUT = "pcall(function() getmetatable('').__metatable = false end) return 1";

    private Sandbox() {}

    /** To be done after each start, as the server forgets it; again is harmless. */
    static void shut(Jedis redis) {
        try {
            redis.eval(SHUT);
        } catch (JedisDataException e) {
            // where Vektra's own user may run no scripts, nothing of this can be helped
            if (!String.valueOf(e.getMessage()).startsWith("NOPERM") && !Trouble.isUnknownCommand(e)) {
                throw e;
            }
        }
    }
}
