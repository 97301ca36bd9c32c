package vektra.memcached.wire;

import vektra.memcached.cache.Storage;
import vektra.memcached.cache.StoreOutcome;
import vektra.memcached.cache.StoreRequest;

/** Reads the value of a storage command into the room that {@link Storage#admit} set aside for it. */
public abstract class Upload implements Unfinished {
    private final Storage storage;
    private final StoreRequest request;
    private final int valueLength;
    private byte[] value = Input.nothing();
    private int received;
    private boolean holdsRoom = true;

    public Upload(Storage storage, StoreRequest request, int valueLength) {
        this.storage = storage;
        this.request = request;
        this.valueLength = valueLength;
    }

    @Override
    public final boolean advance(Input in) {
        if (value.length < valueLength) {
            // not before the session knows of this upload: should it fail, the room is given back
            value = new byte[valueLength];
        }
        received += in.moveTo(value, received, valueLength - received);
        if (received < valueLength || in.remaining() < trailerLength()) {
            return false;
        }
        giveRoomBack();
        if (takeTrailer(in)) {
            answer(storage.store(request, value));
        }
        return true;
    }

    @Override
    public final void abandon() {
        giveRoomBack();
    }

    /** Bytes that follow the value. */
    public abstract int trailerLength();

    /** Reads the bytes that follow the value; false, having answered, when they are wrong. */
    public abstract boolean takeTrailer(Input in);

    public abstract void answer(StoreOutcome outcome);

    private void giveRoomBack() {
        if (holdsRoom) {
            holdsRoom = false;
            storage.release(request, valueLength);
        }
    }
}
