package vektra.logs.ship;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vektra.model.text.Shown;

/** How a drain is doing. Its thread says so, any may ask. */
public final class Standing {
    private final Clock clock;
    private volatile DrainStatus.State state = DrainStatus.State.CONNECTING;
    private volatile @Nullable Instant connectedAt;
    private volatile @Nullable Problem problem;

    /** Whether the last connection ended with lines under way: then only an answer shows that the next one is better. */
    private boolean failing;

    Standing(Clock clock) {
        this.clock = clock;
    }

    /** What went wrong, and when. */
    public record Problem(String message, Instant at) {}

    public DrainStatus.State state() {
        return state;
    }

    @Nullable
    public Instant connectedAt() {
        return connectedAt;
    }

    @Nullable
    public Problem problem() {
        return problem;
    }

    void connecting() {
        state = DrainStatus.State.CONNECTING;
    }

    /** @param confirms whether the destination answers what it has got */
    void connected(boolean confirms) {
        if (!failing || !confirms) {
            connected();
        }
    }

    private void connected() {
        failing = false;
        if (state != DrainStatus.State.CONNECTED) {
            connectedAt = clock.instant();
            state = DrainStatus.State.CONNECTED;
        }
    }

    /** @param sound whether no lines were under way */
    void ended(boolean sound) {
        failing = !sound;
    }

    void disconnected() {
        state = DrainStatus.State.BACKING_OFF;
        connectedAt = null;
    }

    /** The destination confirmed lines, or will never take some of them. */
    void answered(boolean refused) {
        if (refused) {
            connectedAt = null;
            state = DrainStatus.State.REFUSED;
        } else {
            connected();
        }
    }

    /** Nothing waits to be sent. */
    void caughtUp() {
        if (state == DrainStatus.State.CONNECTING) {
            connected();
        }
    }

    void report(String message) {
        problem = new Problem(Shown.plain(message), clock.instant());
    }
}
