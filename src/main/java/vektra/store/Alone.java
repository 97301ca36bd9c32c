package vektra.store;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import vektra.model.text.VektraException;
import vektra.spi.Locks;

/** Work on all of a home, while no other process changes anything; who reads finds each file as it was or as it will be. */
record Alone(Path home, Locks locks) {
    /** Does it; a CONFLICT where another process is at work. */
    @SuppressWarnings("try") // the locks are held, not used
    <T> T of(Supplier<T> work) {
        Optional<Locks.Held> everything = locks.tryHoldAll();
        if (everything.isEmpty()) {
            throw VektraException.conflict("another command is changing " + home, "try again later");
        }
        try (Locks.Held held = everything.get()) {
            return work.get();
        }
    }
}
