package vektra.provider.redis;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;
import vektra.provider.redis.server.ServerFiles;

/** How many database numbers a server has. */
final class DatabaseNumbers {
    private DatabaseNumbers() {}

    /** The last number there is; leaves database 0 selected. */
    static int number(Jedis redis) {
        int number = configured(redis);
        if (number < 0) {
            number = probed(redis);
            redis.select(0);
        }
        return number;
    }

    /** Selects a number; false when the server has none so high, as many a hosted server tells in no other way. */
    static boolean entered(Jedis redis, int number) {
        try {
            redis.select(number);
            return true;
        } catch (JedisDataException e) {
            if (String.valueOf(e.getMessage()).contains("out of range")) {
                return false;
            }
            throw e;
        }
    }

    private static int configured(Jedis redis) {
        try {
            return redis.configGet("databases").values().stream()
                            .filter(text -> text.matches("[0-9]{1,9}"))
                            .mapToInt(Integer::parseInt)
                            .findFirst()
                            .orElse(0)
                    - 1;
        } catch (JedisDataException e) {
            return -1;
        }
    }

    private static int probed(Jedis redis) {
        int beyond = 1;
        while (beyond < ServerFiles.MOST_DATABASES && entered(redis, beyond)) {
            beyond *= 2;
        }
        int there = beyond / 2;
        while (beyond - there > 1) {
            int middle = (there + beyond) / 2;
            if (entered(redis, middle)) {
                there = middle;
            } else {
                beyond = middle;
            }
        }
        return there;
    }
}
