package vektra.memcached.binary;

import vektra.memcached.cache.Storage;
import vektra.memcached.cache.StoreMode;
import vektra.memcached.cache.StoreOutcome;
import vektra.memcached.cache.StoreRequest;
import vektra.memcached.wire.Input;
import vektra.memcached.wire.Upload;

/** A value in the binary protocol, which nothing follows. */
final class BinaryUpload extends Upload {
    private final StoreMode mode;
    private final BinaryReply reply;

    BinaryUpload(Storage storage, StoreRequest store, int valueLength, BinaryReply reply) {
        super(storage, store, valueLength);
        this.mode = store.mode();
        this.reply = reply;
    }

    @Override
    public int trailerLength() {
        return 0;
    }

    @Override
    public boolean takeTrailer(Input in) {
        return true;
    }

    @Override
    public void answer(StoreOutcome outcome) {
        switch (outcome.result()) {
            case STORED -> reply.done(outcome.cas());
            case EXISTS -> reply.error(BinaryStatus.EXISTS);
            case NOT_FOUND -> reply.error(BinaryStatus.NOT_FOUND);
            case NOT_STORED -> reply.error(notStored());
        }
    }

    private BinaryStatus notStored() {
        return switch (mode) {
            case ADD -> BinaryStatus.EXISTS;
            case REPLACE -> BinaryStatus.NOT_FOUND;
            case SET, APPEND, PREPEND, CAS -> BinaryStatus.NOT_STORED;
        };
    }
}
