package vektra.provider.memcache.builtin;

/** Reads the value of a storage command into the room that {@link Storage#admit} set aside for it. */
abstract class Upload implements Unfinished {
    private final Storage storage;
    private final StoreRequest request;
    private final byte[] value;
    private int received;

    Upload(Storage storage, StoreRequest request, int valueLength) {
        this.storage = storage;
        this.request = request;
        this.value = new byte[valueLength];
    }

    @Override
    public final boolean advance(Input in) {
        received += in.moveTo(value, received, value.length - received);
        if (received < value.length || in.remaining() < trailerLength()) {
            return false;
        }
        storage.release(request, value.length);
        if (takeTrailer(in)) {
            answer(storage.store(request, value));
        }
        return true;
    }

    @Override
    public final void abandon() {
        storage.release(request, value.length);
    }

    /** Bytes that follow the value. */
    abstract int trailerLength();

    /** Reads the bytes that follow the value; false, having answered, when they are wrong. */
    abstract boolean takeTrailer(Input in);

    abstract void answer(StoreOutcome outcome);
}
