package vektra.memcached.binary;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.memcached.cache.Admission;
import vektra.memcached.cache.Arithmetic;
import vektra.memcached.cache.Cache;
import vektra.memcached.cache.Clock;
import vektra.memcached.cache.DeltaOutcome;
import vektra.memcached.cache.Item;
import vektra.memcached.cache.StatisticsReport;
import vektra.memcached.cache.Storage;
import vektra.memcached.cache.StoreMode;
import vektra.memcached.cache.StoreRequest;
import vektra.memcached.wire.Session;
import vektra.memcached.wire.Skip;

/** Carries out well-formed requests of the binary protocol. */
public final class BinaryCommands {
    /** The expiry time that asks {@code incr} and {@code decr} not to create an item. */
    private static final int DO_NOT_CREATE = -1;

    private final Cache cache;
    private final Storage storage;
    private final Arithmetic arithmetic;
    private final Clock clock;
    private final StatisticsReport report;

    public BinaryCommands(Cache cache, Storage storage, Arithmetic arithmetic, Clock clock, StatisticsReport report) {
        this.cache = cache;
        this.storage = storage;
        this.arithmetic = arithmetic;
        this.clock = clock;
        this.report = report;
    }

    void carryOut(Session session, Opcode opcode, BinaryRequest request) {
        BinaryReply reply = new BinaryReply(session.out(), request, opcode.isQuiet(request.number()));
        switch (opcode) {
            case GET, GETK -> answerItem(reply, opcode, cache.get(request.key()));
            case TOUCH, GAT, GATK -> {
                long deadline = clock.deadline(request.extrasTime(0));
                answerItem(reply, opcode, cache.touch(request.key(), deadline));
            }
            case SET -> store(session, reply, StoreMode.SET);
            case ADD -> store(session, reply, StoreMode.ADD);
            case REPLACE -> store(session, reply, StoreMode.REPLACE);
            case APPEND -> join(session, reply, StoreMode.APPEND);
            case PREPEND -> join(session, reply, StoreMode.PREPEND);
            case DELETE -> delete(reply);
            case INCREMENT -> change(reply, true);
            case DECREMENT -> change(reply, false);
            case FLUSH -> {
                cache.flush(request.extrasLength() == 0 ? 0 : request.extrasTime(0));
                reply.done(0);
            }
            case NOOP -> reply.done(0);
            case VERSION -> reply.text(StatisticsReport.VERSION);
            case STAT -> stat(reply);
            case QUIT -> {
                reply.done(0);
                session.close();
            }
        }
    }

    private static void answerItem(BinaryReply reply, Opcode opcode, @Nullable Item item) {
        boolean withKey = opcode == Opcode.GETK || opcode == Opcode.GATK;
        if (item == null) {
            reply.miss(withKey);
        } else {
            reply.item(item, withKey, opcode != Opcode.TOUCH);
        }
    }

    private void store(Session session, BinaryReply reply, StoreMode mode) {
        BinaryRequest request = reply.request();
        StoreMode effective = request.cas() == 0 ? mode : StoreMode.CAS;
        long deadline = clock.deadline(request.extrasTime(4));
        if (!begin(
                        session,
                        reply,
                        StoreRequest.of(effective, request.key(), request.extrasInt(0), deadline, request.cas()))
                && mode == StoreMode.SET) {
            storage.forget(request.key());
        }
    }

    private void join(Session session, BinaryReply reply, StoreMode mode) {
        BinaryRequest request = reply.request();
        begin(session, reply, StoreRequest.of(mode, request.key(), 0, Clock.NEVER, request.cas()));
    }

    private boolean begin(Session session, BinaryReply reply, StoreRequest store) {
        long length = reply.request().valueLength();
        Admission admission = storage.admit(store, length);
        if (admission == Admission.GRANTED) {
            session.begin(new BinaryUpload(storage, store, (int) length, reply));
            return true;
        }
        reply.error(admission == Admission.TOO_LARGE ? BinaryStatus.TOO_LARGE : BinaryStatus.OUT_OF_MEMORY);
        session.begin(new Skip(length));
        return false;
    }

    private void delete(BinaryReply reply) {
        BinaryRequest request = reply.request();
        Item item = cache.find(request.key());
        if (item != null && request.cas() != 0 && request.cas() != item.cas) {
            reply.error(BinaryStatus.EXISTS);
        } else if (cache.delete(request.key())) {
            reply.done(0);
        } else {
            reply.error(BinaryStatus.NOT_FOUND);
        }
    }

    private void change(BinaryReply reply, boolean increment) {
        BinaryRequest request = reply.request();
        DeltaOutcome outcome = arithmetic.change(request.key(), increment, request.extrasLong(0), request.cas(), 0);
        switch (outcome.result()) {
            case DONE -> answerNumber(reply, outcome.number(), outcome.item());
            case NOT_FOUND -> create(reply);
            case NOT_NUMERIC -> reply.error(BinaryStatus.NOT_NUMERIC);
            case CAS_MISMATCH -> reply.error(BinaryStatus.EXISTS);
            case OUT_OF_MEMORY -> reply.error(BinaryStatus.OUT_OF_MEMORY);
        }
    }

    private void create(BinaryReply reply) {
        BinaryRequest request = reply.request();
        if (request.extrasInt(16) == DO_NOT_CREATE) {
            reply.error(BinaryStatus.NOT_FOUND);
            return;
        }
        long initial = request.extrasLong(8);
        Item item = new Item(request.key(), Arithmetic.digits(initial), 0, clock.deadline(request.extrasTime(16)));
        answerNumber(reply, initial, cache.put(item, 0) ? item : null);
    }

    private static void answerNumber(BinaryReply reply, long number, @Nullable Item item) {
        if (item == null) {
            reply.error(BinaryStatus.OUT_OF_MEMORY);
        } else {
            reply.number(number, item.cas);
        }
    }

    private void stat(BinaryReply reply) {
        String group = new String(reply.request().key().bytes(), StandardCharsets.ISO_8859_1);
        if (group.equals("reset")) {
            report.reset();
            reply.statistic("", "");
            return;
        }
        Map<String, String> statistics = report.group(group);
        if (statistics == null) {
            reply.error(BinaryStatus.NOT_FOUND);
            return;
        }
        for (Map.Entry<String, String> statistic : statistics.entrySet()) {
            reply.statistic(statistic.getKey(), statistic.getValue());
        }
        reply.statistic("", "");
    }
}
