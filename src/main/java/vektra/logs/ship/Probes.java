package vektra.logs.ship;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The line of no program that a command wants to see through; a later one takes its place. */
final class Probes {
    private final AtomicReference<@Nullable Probe> wanted = new AtomicReference<>();

    void ask(Probe probe) {
        fail(wanted.getAndSet(probe), "another test line was sent");
    }

    /** Whether a command waits for a line to get through. */
    boolean asked() {
        return wanted.get() != null;
    }

    @Nullable
    Probe take() {
        return wanted.getAndSet(null);
    }

    void fail(String reason) {
        fail(take(), reason);
    }

    private static void fail(@Nullable Probe probe, String reason) {
        if (probe != null) {
            probe.answer().completeExceptionally(new IOException(reason));
        }
    }
}
