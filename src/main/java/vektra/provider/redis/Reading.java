package vektra.provider.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * Reads all keys of one database number, a bounded number of bytes at a time.
 *
 * @param source a connection with its number selected
 */
record Reading(Jedis source) {
    private static final int KEYS_AT_ONCE = 200;
    /** What may be on its way at once, besides one key that is larger. */
    private static final long BYTES_AT_ONCE = 16L << 20;

    /** What PTTL answers for a key without a limit, and for one that is not there. */
    private static final long NO_LIMIT = -1;

    static final long GONE = -2;

    /**
     * A key that is there.
     *
     * @param payload in the server's own form
     * @param left how many milliseconds it has; 0 for no limit, as RESTORE has it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Held(byte[] name, byte[] payload, long left) {}

    interface Sink {
        void take(List<Held> keys);
    }

    /** Hands over the names of all keys; one may come twice. */
    void eachBatch(Consumer<List<byte[]>> work) {
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

    void carry(List<byte[]> names, Sink sink) {
        List<Long> sizes = sizes(names);
        List<byte[]> some = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < names.size(); i++) {
            if (!some.isEmpty() && bytes + sizes.get(i) > BYTES_AT_ONCE) {
                carryAtOnce(some, sink);
                some.clear();
                bytes = 0;
            }
            some.add(names.get(i));
            bytes += sizes.get(i);
        }
        carryAtOnce(some, sink);
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

    private void carryAtOnce(List<byte[]> names, Sink sink) {
        List<Response<byte[]>> dumps = new ArrayList<>();
        List<Response<Long>> left = new ArrayList<>();
        try (Pipeline pipeline = source.pipelined()) {
            for (byte[] name : names) {
                left.add(pipeline.pttl(name));
                dumps.add(pipeline.dump(name));
            }
        }
        List<Held> there = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            byte[] payload = dumps.get(i).get();
            long millis = left.get(i).get();
            if (payload != null && millis != GONE) {
                there.add(new Held(names.get(i), payload, millis == NO_LIMIT ? 0 : Math.max(1, millis)));
            }
        }
        sink.take(there);
    }
}
