package vektra.memcached.wire;

import org.jspecify.annotations.Nullable;

/** One client's conversation: which protocol it speaks, and which request is under way. */
public final class Session {
    private static final byte BINARY_MAGIC = (byte) 0x80;

    private final Protocol text;
    private final Protocol binary;
    private final Output out;
    private @Nullable Protocol spoken;
    private @Nullable Unfinished underway;
    private boolean closing;

    public Session(Protocol text, Protocol binary, Output out) {
        this.text = text;
        this.binary = binary;
        this.out = out;
    }

    public Output out() {
        return out;
    }

    /** Answers requests until the input holds no more of them or the output takes no more answers. */
    void run(Input in) {
        while (!closing && !out.isFull()) {
            if (underway != null) {
                if (!underway.advance(in)) {
                    return;
                }
                underway = null;
            } else if (in.remaining() == 0 || !protocol(in).next(this, in)) {
                return;
            }
        }
    }

    public void begin(Unfinished request) {
        underway = request;
    }

    /** Takes no more requests; the connection ends once all answers are sent. */
    public void close() {
        closing = true;
    }

    boolean isClosing() {
        return closing;
    }

    void abandon() {
        if (underway != null) {
            underway.abandon();
        }
    }

    private Protocol protocol(Input in) {
        if (spoken == null) {
            spoken = in.at(0) == BINARY_MAGIC ? binary : text;
        }
        return spoken;
    }
}
