package vektra.provider;

import java.util.Collection;
import java.util.Optional;
import vektra.spi.Locks;

/** For a test that is the only one at work in its home. */
public record NoLocks() implements Locks {
    @Override
    public Held hold(Collection<Name> names) {
        return () -> {};
    }

    @Override
    public Optional<Held> tryHold(Collection<Name> names) {
        return Optional.of(hold(names));
    }

    @Override
    public Optional<Held> tryHoldAll() {
        return Optional.of(() -> {});
    }
}
