package vektra.provider.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.RestoreParams;
import vektra.model.addon.Resource;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
import vektra.provider.redis.wire.Failures;
import vektra.provider.redis.wire.RedisUrl;
import vektra.provider.redis.wire.Wire;

/**
 * Brings all keys of one database number, with the times they have left, into another one that is empty. Keys whose time
 * comes meanwhile are not missed.
 *
 * @param source a connection with its number selected, as has that of the target
 * @param to the target's server
 * @param timeout of every single answer
 */
record Copy(Jedis source, Jedis target, RedisUrl to, Duration timeout) {
    /** The command that counts what a key of each type holds. */
    private static final Map<String, Command> COUNTS = Map.of(
            "string", Command.STRLEN,
            "list", Command.LLEN,
            "set", Command.SCARD,
            "zset", Command.ZCARD,
            "hash", Command.HLEN,
            "stream", Command.XLEN);

    /** What can be said of a key without its data: a type, and how much it holds. */
    private record Sketch(String type, String count) {
        static final String NONE = "none";
    }

    /** Copies from one resource to another, whose numbers are those that their servers tell. */
    static void between(Wire wire, Server from, Resource source, Server to, Resource target) {
        RedisUrl there = wire.url(to);
        wire.with(there, sink -> {
            sink.select(Databases.of(sink, to).number(target));
            return wire.with(wire.url(from), origin -> {
                int number = Databases.of(origin, from).number(source);
                requireNothingBeside(origin, from, number);
                origin.select(number);
                new Copy(origin, sink, there, wire.timeout()).make();
                return target;
            });
        });
    }

    /** An app may use every number of a server of its own, but only one goes with it. */
    private static void requireNothingBeside(Jedis origin, Server from, int number) {
        String others = from.isShared()
                ? ""
                : origin.info("keyspace")
                        .lines()
                        .filter(line -> line.startsWith("db"))
                        .map(line -> line.substring("db".length(), line.indexOf(':')))
                        .filter(other -> !other.equals(Integer.toString(number)))
                        .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            throw VektraException.conflict(
                    "the server of " + from.id() + " has keys in other database numbers than its own, " + number + ": "
                            + others,
                    "move them to " + number + " with MOVE, or delete them with FLUSHDB");
        }
    }

    /** Copies, then compares key by key. */
    private void make() {
        long most = source.dbSize();
        eachBatch(this::carry);
        eachBatch(this::compare);
        long arrived = atTarget(target::dbSize);
        if (arrived > most) {
            throw differs(arrived + " keys, and at most " + most + " were sent");
        }
    }

    private void eachBatch(Consumer<List<byte[]>> work) {
        new Reading(source).eachBatch(work);
    }

    private void carry(List<byte[]> names) {
        new Reading(source).carry(names, keys -> atTarget(() -> restore(keys)));
    }

    private boolean restore(List<Reading.Held> keys) {
        List<Response<String>> done = new ArrayList<>();
        try (Pipeline pipeline = target.pipelined()) {
            for (Reading.Held key : keys) {
                // a scan may come upon a key twice
                RestoreParams how = RestoreParams.restoreParams().replace();
                done.add(pipeline.restore(key.name(), key.left(), key.payload(), how));
            }
        }
        done.forEach(this::check);
        return true;
    }

    /** What goes wrong at the target is reported for the target; all else for the source. */
    private <T> T atTarget(Supplier<T> work) {
        try {
            return work.get();
        } catch (JedisException e) {
            throw Failures.of(to, timeout, e);
        }
    }

    private void check(Response<String> restored) {
        try {
            restored.get();
        } catch (JedisDataException e) {
            if (String.valueOf(e.getMessage()).contains("DUMP payload")) {
                throw VektraException.conflict(
                        "Redis at " + to.address() + " is too old to read what the other server holds",
                        "copy to a server of the same version or a newer one");
            }
            throw e;
        }
    }

    private void compare(List<byte[]> names) {
        List<Sketch> arrived = atTarget(() -> sketches(target, names));
        List<Sketch> sent = sketches(source, names);
        // asked last: keys that are still there now were there all the time, and live longer at the target
        List<Response<Long>> left = new ArrayList<>();
        try (Pipeline pipeline = source.pipelined()) {
            names.forEach(name -> left.add(pipeline.pttl(name)));
        }
        for (int i = 0; i < names.size(); i++) {
            if (left.get(i).get() != Reading.GONE && !sent.get(i).equals(arrived.get(i))) {
                throw differs(
                        arrived.get(i).type().equals(Sketch.NONE)
                                ? "lost a key that was sent; it may have run out of memory"
                                : "a key that holds " + arrived.get(i).count() + " instead of "
                                        + sent.get(i).count());
            }
        }
    }

    private static List<Sketch> sketches(Jedis redis, List<byte[]> names) {
        List<Response<String>> types = new ArrayList<>();
        try (Pipeline pipeline = redis.pipelined()) {
            names.forEach(name -> types.add(pipeline.type(name)));
        }
        List<Response<Object>> counts = new ArrayList<>();
        try (Pipeline pipeline = redis.pipelined()) {
            for (int i = 0; i < names.size(); i++) {
                // those of modules are known by their type alone
                Command count = COUNTS.getOrDefault(types.get(i).get(), Command.EXISTS);
                counts.add(pipeline.sendCommand(count, names.get(i)));
            }
        }
        List<Sketch> sketches = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            sketches.add(new Sketch(
                    types.get(i).get(), Objects.toString(counts.get(i).get())));
        }
        return sketches;
    }

    private VektraException differs(String has) {
        return VektraException.unavailable("the copy on Redis at " + to.address() + " has " + has, null, null);
    }
}
