package vektra.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import vektra.spi.Locks;

/** The smallest locks that hold between processes: one name at a time, always alone. */
record FileLocks(Path folder) implements Locks {
    @Override
    public Held hold(Collection<Name> names) {
        try {
            Files.createDirectories(folder);
            String name = names.iterator().next().name();
            FileChannel channel = FileChannel.open(
                    folder.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            return () -> {
                try {
                    channel.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
