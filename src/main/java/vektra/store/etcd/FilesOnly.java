package vektra.store.etcd;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.model.Encrypted;
import vektra.model.age.Recipient;
import vektra.model.text.VektraException;
import vektra.spi.Encryption;
import vektra.spi.Luggage;
import vektra.spi.Parcels;
import vektra.spi.Snapshot;

/** Abilities that only a store in files has; with etcd, each is refused before anything is changed. */
record FilesOnly() implements Encryption, Luggage {
    private static VektraException refused(String what) {
        return VektraException.conflict(
                what + " is not for a store in etcd", "docs/beyond-one-machine.md says what is done instead");
    }

    @Override
    public Encrypted encrypt(@Nullable Path keyFile) {
        throw refused("encryption by Vektra");
    }

    @Override
    public Encrypted decrypt() {
        throw refused("encryption by Vektra");
    }

    @Override
    public Encrypted rotate(boolean all) {
        throw refused("encryption by Vektra");
    }

    @Override
    public Encrypted rewrap(Path keyFile, Function<byte[], Recipient> asRecipient) {
        throw refused("encryption by Vektra");
    }

    @Override
    public List<Problem> problems() {
        return List.of();
    }

    @Override
    public Map<String, byte[]> records() {
        throw refused("an export of the home");
    }

    @Override
    public Map<String, Path> files(@Nullable Set<Path> backups) {
        throw refused("an export of the home");
    }

    @Override
    public void receive(Consumer<Parcels.Taker> sending) {
        throw refused("an import of a home");
    }

    @Override
    public Optional<Snapshot> received() {
        return Optional.empty();
    }

    @Override
    public void place() {
        throw refused("an import of a home");
    }

    @Override
    public void unpacked() {
        throw refused("an import of a home");
    }

    @Override
    public void requireMovable(Path to) {
        throw refused("a move of the home");
    }

    @Override
    public boolean isAt(Path to) {
        return false;
    }

    @Override
    public void moveTo(Path to, Runnable last) {
        throw refused("a move of the home");
    }

    @Override
    public void arrived() {
        throw refused("a move of the home");
    }
}
