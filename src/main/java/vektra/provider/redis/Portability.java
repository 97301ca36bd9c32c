package vektra.provider.redis;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.RestoreParams;
import vektra.model.Failpoint;
import vektra.model.addon.Part;
import vektra.model.addon.Resource;
import vektra.model.service.Server;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

/** The keys of one database number: into a {@link KeyFile} and out of it, and exchanged with those of another number. */
record Portability(Jedis redis, Server server) {
    private static final int KEYS_AT_ONCE = 200;
    private static final long BYTES_AT_ONCE = 8L << 20;

    /** Keys that expire meanwhile may be left out. */
    Resource export(Resource resource, OutputStream to) {
        redis.select(Databases.of(redis, server).number(resource));
        Reading reading = new Reading(redis);
        long[] keys = {0};
        reading.eachBatch(names -> reading.carry(names, some -> {
            for (Reading.Held key : some) {
                long until = key.left() == 0 ? 0 : System.currentTimeMillis() + key.left();
                KeyFile.write(to, new KeyFile.Key(key.name(), until, key.payload()));
                keys[0]++;
            }
        }));
        KeyFile.end(to, keys[0]);
        return resource;
    }

    /** The server looks into what it is given: a payload that is made up could crash it. */
    Resource take(Resource resource, Path file) {
        eachBatch(resource, file, this::restore);
        Failpoint.reached("redis: keys restored");
        return resource;
    }

    /**
     * Loads every key of a file and deletes it at once, a few at a time: all of them together would take memory from the
     * apps of the server, or have their keys evicted.
     */
    void tryOut(Resource scratch, Path file) {
        eachBatch(scratch, file, keys -> {
            restore(keys);
            redis.unlink(keys.stream().map(KeyFile.Key::name).toArray(byte[][]::new));
        });
        Failpoint.reached("redis: keys tried out");
    }

    private void eachBatch(Resource resource, Path file, Consumer<List<KeyFile.Key>> work) {
        int number = Databases.of(redis, server).number(resource);
        requireSanitizing();
        redis.select(number);
        List<KeyFile.Key> some = new ArrayList<>();
        long[] bytes = {0};
        KeyFile.read(file, key -> {
            some.add(key);
            bytes[0] += key.payload().length;
            if (some.size() == KEYS_AT_ONCE || bytes[0] > BYTES_AT_ONCE) {
                work.accept(some);
                some.clear();
                bytes[0] = 0;
            }
        });
        if (!some.isEmpty()) {
            work.accept(some);
        }
    }

    private void requireSanitizing() {
        try {
            redis.configSet("sanitize-dump-payload", "yes");
        } catch (JedisDataException e) {
            Failpoint.reached("redis: payloads are not looked into"); // older than 6.2, or not to be configured
        }
    }

    private void restore(List<KeyFile.Key> keys) {
        List<Response<String>> done = new ArrayList<>();
        try (Pipeline pipeline = redis.pipelined()) {
            for (KeyFile.Key key : keys) {
                RestoreParams how = RestoreParams.restoreParams().replace().absTtl();
                done.add(pipeline.restore(key.name(), key.until(), key.payload(), how));
            }
        }
        done.forEach(Portability::check);
    }

    private static void check(Response<String> restored) {
        try {
            restored.get();
        } catch (JedisDataException e) {
            if (String.valueOf(e.getMessage()).matches("(?s).*(DUMP payload|Bad data format).*")) {
                throw new VektraException(
                        Kind.CONFLICT,
                        "the server cannot read a key of the file: " + e.getMessage(),
                        "nothing was changed; a newer server reads what older ones wrote",
                        e);
            }
            throw e;
        }
    }

    /** How many keys that never expire a resource holds, as the server counts them. */
    Map<String, Part> lasting(Resource resource) {
        int number = Databases.of(redis, server).number(resource);
        Matcher counted = Pattern.compile("(?m)^db" + number + ":keys=([0-9]+),expires=([0-9]+)")
                .matcher(redis.info("keyspace"));
        return KeyFile.lasting(
                counted.find() ? Long.parseLong(counted.group(1)) - Long.parseLong(counted.group(2)) : 0);
    }

    /** At once, with no other command in between. */
    Resource exchange(Resource one, Resource other) {
        Databases databases = Databases.of(redis, server);
        redis.swapDB(databases.number(one), databases.number(other));
        Failpoint.reached("redis: databases exchanged");
        return one;
    }
}
