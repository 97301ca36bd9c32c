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
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;
import vektra.model.Resource;
import vektra.model.Server;
import vektra.model.VektraException;
import vektra.provider.redis.server.Plans;
import vektra.provider.redis.wire.RedisUrl;
import vektra.provider.redis.wire.Trouble;
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
    private static final int KEYS_AT_ONCE = 200;
    /** What may be on its way at once, besides one key that is larger. */
    private static final long BYTES_AT_ONCE = 16L << 20;

    private static final long NO_LIMIT = -1;
    private static final long GONE = -2;

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
        RedisUrl there = RedisUrl.of(to);
        wire.with(there, sink -> {
            sink.select(Databases.of(sink, to).number(target));
            return wire.with(RedisUrl.of(from), origin -> {
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
        String others = Plans.shared(from)
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
        ScanParams size = new ScanParams().count(KEYS_AT_ONCE);
        byte[] cursor = ScanParams.SCAN_POINTER_START_BINARY;
        ScanResult<byte[]> found;
        do {
            found = source.scan(cursor, size);
            cursor = found.getCursorAsBytes();
            if (!found.getResult().isEmpty()) {
                work.accept(found.getResult());
            }
        } while (!found.isCompleteIteration());
    }

    private void carry(List<byte[]> names) {
        List<Long> sizes = sizes(names);
        List<byte[]> some = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < names.size(); i++) {
            if (!some.isEmpty() && bytes + sizes.get(i) > BYTES_AT_ONCE) {
                carryAtOnce(some);
                some.clear();
                bytes = 0;
            }
            some.add(names.get(i));
            bytes += sizes.get(i);
        }
        carryAtOnce(some);
    }

    private List<Long> sizes(List<byte[]> names) {
        List<Response<Long>> answers = new ArrayList<>();
        try (Pipeline pipeline = source.pipelined()) {
            names.forEach(name -> answers.add(pipeline.memoryUsage(name)));
        }
        return answers.stream()
                .map(Response::get)
                .map(size -> size == null ? 0 : size)
                .toList();
    }

    private void carryAtOnce(List<byte[]> names) {
        List<Response<byte[]>> dumps = new ArrayList<>();
        List<Response<Long>> left = new ArrayList<>();
        try (Pipeline pipeline = source.pipelined()) {
            for (byte[] name : names) {
                left.add(pipeline.pttl(name));
                dumps.add(pipeline.dump(name));
            }
        }
        List<byte[]> payloads = dumps.stream().map(Response::get).toList();
        List<Long> millis = left.stream().map(Response::get).toList();
        atTarget(() -> restore(names, payloads, millis));
    }

    private boolean restore(List<byte[]> names, List<byte[]> payloads, List<Long> millis) {
        List<Response<String>> done = new ArrayList<>();
        try (Pipeline pipeline = target.pipelined()) {
            for (int i = 0; i < names.size(); i++) {
                long left = millis.get(i);
                if (payloads.get(i) != null && left != GONE) {
                    // a scan may come upon a key twice; a time of 0 would mean no limit
                    done.add(pipeline.restore(
                            names.get(i),
                            left == NO_LIMIT ? 0 : Math.max(1, left),
                            payloads.get(i),
                            RestoreParams.restoreParams().replace()));
                }
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
            throw Trouble.told(to, timeout, e);
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
            if (left.get(i).get() != GONE && !sent.get(i).equals(arrived.get(i))) {
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
