package vektra.dryrun;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vektra.spi.Luggage;
import vektra.spi.Parcels;
import vektra.spi.Snapshot;

/** What is sent is read to its end, and kept nowhere. */
record DryRunLuggage(Luggage real, PlannedWrites words) implements Luggage {
    @Override
    public Map<String, byte[]> records() {
        return real.records();
    }

    @Override
    public Map<String, Path> files(@Nullable Set<Path> backups) {
        return real.files(backups);
    }

    @Override
    public void receive(Consumer<Parcels.Taker> sending) {
        sending.accept((name, content) -> {});
        words.imports();
    }

    @Override
    public Optional<Snapshot> received() {
        if (real.received().isPresent()) {
            words.imports();
        }
        return Optional.empty();
    }

    @Override
    public void place() {}

    @Override
    public void unpacked() {}

    @Override
    public void requireMovable(Path to) {
        real.requireMovable(to);
    }

    @Override
    public boolean isAt(Path to) {
        return false;
    }

    @Override
    public void moveTo(Path to, Runnable last) {
        words.moves(to);
    }

    @Override
    public void arrived() {}
}
