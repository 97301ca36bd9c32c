package vektra.provider.redis;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.Transaction;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.SetParams;
import vektra.model.Failpoint;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.provider.redis.wire.Failures;
import vektra.provider.redis.wire.RedisUrl;

/** Hands out the database numbers of one server, from 1 up; 0 belongs to no add-on, since connections start there. */
record Databases(Jedis redis, Server server, Registry registry) {
    static final String FACT = "database";

    /**
     * Watched by each process that changes who holds what, written by the one that takes a number, and never left
     * behind: a number
     * picked from an old list fails as a whole, whatever process picked it. It stands in the last number, which no
     * add-on gets.
     */
    private static final String GATE = "vektra:gate";

    private static final int ATTEMPTS = 500;
    private static final Pattern KEYSPACE = Pattern.compile("(?m)^db([0-9]+):");

    static Databases of(Jedis redis, Server server) {
        return new Databases(redis, server, Registry.of(redis, server));
    }

    /** The number that the add-on holds on the server. */
    OptionalInt held(Id addon) {
        Integer number = registry.numbers(redis).get(addon.brief());
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** How many numbers are held. */
    int count() {
        return registry.numbers(redis).size();
    }

    /** The number of a resource that was provisioned; not held on the server is NOT_FOUND. */
    int number(Resource resource) {
        return held(resource.id())
                .orElseThrow(() -> VektraException.notFound(
                        "Redis at " + RedisUrl.of(server).address() + " holds no database for this add-on",
                        Text.of(Next.of("addons:doctor").with("fix"), " makes what is missing")));
    }

    /** Takes the add-on's number: the one it holds, else the one in its facts, else the lowest free one. */
    int claim(Resource wanted) {
        String brief = wanted.id().brief();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            int gate = watched();
            Map<String, Integer> taken = registry.numbers(redis);
            Integer held = taken.get(brief);
            if (held != null) {
                redis.unwatch();
                return held;
            }
            int number = pick(wanted, taken.values(), gate);
            Transaction changes = redis.multi();
            changes.sendCommand(Command.SELECT, Integer.toString(gate));
            changes.set(GATE, "");
            changes.del(GATE);
            changes.sendCommand(Command.SELECT, "0");
            registry.add(changes::sendCommand, number, brief);
            if (done(changes)) {
                Failpoint.reached("redis: database " + number + " taken");
                return number;
            }
            giveWay(attempt);
        }
        throw VektraException.unavailable(
                "Redis at " + RedisUrl.of(server).address()
                        + " kept assigning the free database numbers to other add-ons",
                "try again",
                null);
    }

    /** Deletes the data of the add-on and gives its number back, both or neither; holding none is no error. */
    void release(Id addon) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            watched();
            OptionalInt held = held(addon);
            if (held.isEmpty()) {
                redis.unwatch();
                return;
            }
            if (emptied(held.getAsInt(), addon.brief())) {
                Failpoint.reached("redis: database " + held.getAsInt() + " emptied and given back");
                return;
            }
            giveWay(attempt);
        }
        throw VektraException.unavailable(
                "Redis at " + RedisUrl.of(server).address() + " is too busy", "try again", null);
    }

    /** Sees to it that who holds what outlives a restart of the server. */
    void save() {
        if (registry == Registry.MARKER_USERS) {
            Keeping.save(redis);
        }
    }

    /** Watches the gate, as long as database 0 stays selected, and returns its number. */
    private int watched() {
        int gate = registry == Registry.HASH ? 0 : DatabaseNumbers.number(redis);
        redis.select(gate);
        redis.watch(GATE);
        redis.select(0);
        return gate;
    }

    private int pick(Resource wanted, Collection<Integer> taken, int gate) {
        String fact = wanted.facts().get(FACT);
        if (fact == null) {
            return lowestFree(taken, gate);
        }
        int number = Integer.parseInt(fact);
        if (taken.contains(number)) {
            throw VektraException.conflict(
                    "database " + number + " of Redis at " + RedisUrl.of(server).address()
                            + " is assigned to another add-on",
                    null);
        }
        return number;
    }

    private int lowestFree(Collection<Integer> taken, int gate) {
        Set<Integer> used = new TreeSet<>(taken);
        used.add(gate);
        Matcher filled = KEYSPACE.matcher(redis.info("keyspace"));
        while (filled.find()) {
            used.add(Integer.valueOf(filled.group(1)));
        }
        int number = 1;
        while (used.contains(number)) {
            number++;
        }
        boolean there = DatabaseNumbers.entered(redis, number);
        redis.select(0);
        if (!there) {
            throw VektraException.conflict(
                    "Redis at " + RedisUrl.of(server).address() + " is full: all its " + number
                            + " database numbers are taken",
                    "raise its databases, or use the plan redis:dedicated");
        }
        return number;
    }

    private boolean emptied(int number, String brief) {
        // entered before the change: were it part of it and failed, the emptying would hit number 0
        boolean there = DatabaseNumbers.entered(redis, number);
        Transaction changes = redis.multi();
        try {
            empty(changes::sendCommand, there, number, brief);
            boolean done = done(changes);
            // not where it failed: Jedis may hold the transaction open then, and refuse all else
            redis.select(0);
            return done;
        } catch (JedisDataException e) {
            if (!Failures.isFull(e)) {
                throw e;
            }
            // a server whose memory is full queues no change, but then it gives no number to another add-on either
            empty(redis::sendCommand, there, number, brief);
            return true;
        }
    }

    private void empty(Registry.Sender to, boolean there, int number, String brief) {
        if (there) {
            to.send(Command.FLUSHDB, "ASYNC");
        }
        to.send(Command.SELECT, "0");
        registry.remove(to, number, brief);
    }

    private boolean done(Transaction changes) {
        List<Object> answers;
        try {
            answers = changes.exec();
        } catch (JedisDataException aborted) {
            // it does not say why; the same write alone does, and leaves nothing should it succeed
            redis.set(GATE, "", SetParams.setParams().px(1));
            throw aborted;
        }
        if (answers == null) {
            return false;
        }
        for (Object answer : answers) {
            if (answer instanceof JedisDataException refused) {
                throw refused;
            }
        }
        return true;
    }

    private static void giveWay(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(1, 5 + Math.min(attempt, 20)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw VektraException.unavailable("interrupted", null, e);
        }
    }
}
