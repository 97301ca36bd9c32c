package vektra.provider.redis;

import java.util.Map;
import java.util.TreeMap;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisDataException;
import vektra.model.service.Server;
import vektra.model.text.Input;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.provider.redis.server.Names;
import vektra.provider.redis.server.RedisService;
import vektra.provider.redis.wire.Failures;
import vektra.provider.redis.wire.RedisUrl;

/**
 * Which add-on holds which database number, written down on the server itself, so that several Vektra homes may share
 * one server.
 */
enum Registry {
    /** A switched-off user for each number: it takes no key, no app can touch it, and it outlives a FLUSHALL. */
    MARKER_USERS {
        @Override
        Map<String, Integer> numbers(Jedis redis) {
            return Names.numbers(redis.aclUsers());
        }

        @Override
        void add(Sender to, int number, String brief) {
            to.send(Command.ACL, "SETUSER", Names.marker(number, brief), "reset");
        }

        @Override
        void remove(Sender to, int number, String brief) {
            to.send(Command.ACL, "DELUSER", Names.marker(number, brief));
        }
    },

    /** A hash in database 0, for servers older than users, where every app may do everything anyway. */
    HASH {
        private static final String KEY = "vektra:databases";

        @Override
        Map<String, Integer> numbers(Jedis redis) {
            Map<String, Integer> numbers = new TreeMap<>();
            redis.hgetAll(KEY).forEach((brief, number) -> numbers.put(brief, Integer.valueOf(number)));
            return numbers;
        }

        @Override
        void add(Sender to, int number, String brief) {
            to.send(Command.HSET, KEY, brief, Integer.toString(number));
        }

        @Override
        void remove(Sender to, int number, String brief) {
            to.send(Command.HDEL, KEY, brief);
        }
    };

    /** The numbers taken, by the briefs of the add-ons that hold them; reads database 0. */
    abstract Map<String, Integer> numbers(Jedis redis);

    abstract void add(Sender to, int number, String brief);

    abstract void remove(Sender to, int number, String brief);

    /** What the server is able to; one without users is a CONFLICT unless its apps need none. */
    static Registry of(Jedis redis, Server server) {
        try {
            redis.aclWhoAmI();
            return MARKER_USERS;
        } catch (JedisDataException e) {
            if (!Failures.isUnknownCommand(e)) {
                throw e;
            }
            if (!RedisService.hasUsers(server)) {
                return HASH;
            }
            throw VektraException.conflict(
                    "Redis at " + RedisUrl.of(server).address() + " is too old for users (they need Redis 6)",
                    Text.of(
                            "adopt a newer server, or use ",
                            Input.of(RedisService.AUTH, RedisService.NO_AUTH),
                            ", with which every app can read everything"));
        }
    }

    /** Where a change goes: into a transaction or straight to the server. */
    interface Sender {
        void send(ProtocolCommand command, String... words);
    }
}
