package vektra.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Optional;
import vektra.spi.Locks;

/** The smallest locks that hold between processes: one name at a time, always alone. */
record FileLocks(Path folder) implements Locks {
    @Override
    public Held hold(Collection<Name> names) {
        try {
            FileChannel channel = open(names);
            channel.lock();
            return () -> close(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Held> tryHold(Collection<Name> names) {
        try {
            FileChannel channel = open(names);
            if (channel.tryLock() == null) {
                close(channel);
                return Optional.empty();
            }
            return Optional.of(() -> close(channel));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Held> tryHoldAll() {
        throw new UnsupportedOperationException();
    }

    private FileChannel open(Collection<Name> names) throws IOException {
        Files.createDirectories(folder);
        String name = names.iterator().next().name();
        return FileChannel.open(folder.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
