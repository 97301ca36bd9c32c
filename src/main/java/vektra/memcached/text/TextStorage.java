package vektra.memcached.text;

import vektra.memcached.cache.Admission;
import vektra.memcached.cache.Clock;
import vektra.memcached.cache.Key;
import vektra.memcached.cache.Storage;
import vektra.memcached.cache.StoreMode;
import vektra.memcached.cache.StoreOutcome;
import vektra.memcached.cache.StoreRequest;
import vektra.memcached.wire.Output;
import vektra.memcached.wire.Session;
import vektra.memcached.wire.Skip;

/** The storage commands of the text protocol: {@code set}, {@code add} and their kin. */
final class TextStorage {
    /** The longest value that can be announced, be it only to be refused. */
    static final long LONGEST_ANNOUNCED = Integer.MAX_VALUE - 2;

    private static final int LINE_END = 2;

    private final Storage storage;
    private final Clock clock;

    TextStorage(Storage storage, Clock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    void store(Session session, CommandLine line, StoreMode mode) {
        boolean compares = mode == StoreMode.CAS;
        line.require(compares ? 6 : 5, compares ? 7 : 6);
        line.heedNoreply();
        Key key = line.key(1);
        int flags = line.unsigned32(2, 0, BadRequest.FORMAT);
        long deadline = clock.deadline(line.signed(3, 0, BadRequest.FORMAT));
        long length = length(line, 4);
        long cas = compares ? line.unsigned(5, 0, BadRequest.FORMAT) : 0;
        StoreRequest request = StoreRequest.of(mode, key, flags, deadline, cas);
        Admission admission = storage.admit(request, length);
        if (admission == Admission.GRANTED) {
            session.begin(upload(request, (int) length, session.out(), line.isNoreply()));
            return;
        }
        if (mode == StoreMode.SET) {
            storage.forget(key);
        }
        session.begin(skip(length));
        throw new BadRequest(refusal(admission));
    }

    /**
     * The length of a value as announced.
     *
     * @throws BadRequest when no value is so long
     */
    static long length(CommandLine line, int index) {
        long length = line.signed(index, 0, BadRequest.FORMAT);
        if (length < 0 || length > LONGEST_ANNOUNCED) {
            throw new BadRequest(BadRequest.FORMAT);
        }
        return length;
    }

    /** What throws an announced value and its line end away. */
    static Skip skip(long length) {
        return new Skip(length + LINE_END);
    }

    static String refusal(Admission admission) {
        return admission == Admission.TOO_LARGE
                ? "SERVER_ERROR object too large for cache"
                : "SERVER_ERROR out of memory storing object";
    }

    private TextUpload upload(StoreRequest request, int length, Output out, boolean noreply) {
        return new TextUpload(storage, request, length, out) {
            @Override
            boolean isNoreply() {
                return noreply;
            }

            @Override
            public void answer(StoreOutcome outcome) {
                if (!noreply) {
                    out.line(outcome.result().name());
                }
            }
        };
    }
}
