package vektra.logs.spool;

import java.util.concurrent.TimeUnit;
import vektra.model.text.VektraException;
import vektra.spi.Background;

/** Starts the router of a home for all that look for it in this process: one, however many they are. For any thread. */
public final class RouterStart {
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Background background;
    private boolean asked;
    private long since;

    public RouterStart(Background background) {
        this.background = background;
    }

    /** There is none: starts one, unless one that was started a moment ago may still be on its way. */
    public synchronized void missed() {
        if (asked && System.nanoTime() - since <= AGAIN_NANOS) {
            return;
        }
        try {
            RouterSocket.start(background);
        } catch (VektraException e) {
            // another process may start one
        }
        asked = true;
        since = System.nanoTime();
    }

    /** There is one: when it is missed again, that one has ended. */
    public synchronized void met() {
        asked = false;
    }
}
