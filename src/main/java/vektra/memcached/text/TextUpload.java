package vektra.memcached.text;

import vektra.memcached.cache.Storage;
import vektra.memcached.cache.StoreRequest;
import vektra.memcached.wire.Input;
import vektra.memcached.wire.Output;
import vektra.memcached.wire.Upload;

/** A value in the text protocol, which must be followed by a line end. */
abstract class TextUpload extends Upload {
    private final Output out;

    TextUpload(Storage storage, StoreRequest request, int valueLength, Output out) {
        super(storage, request, valueLength);
        this.out = out;
    }

    @Override
    public final int trailerLength() {
        return 2;
    }

    @Override
    public final boolean takeTrailer(Input in) {
        boolean good = in.at(0) == '\r' && in.at(1) == '\n';
        in.skip(2);
        if (!good && !isNoreply()) {
            out.line("CLIENT_ERROR bad data chunk");
        }
        return good;
    }

    /** Whether even errors go unanswered. */
    abstract boolean isNoreply();
}
