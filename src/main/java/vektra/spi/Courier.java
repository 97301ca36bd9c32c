package vektra.spi;

import java.nio.file.Path;
import vektra.model.schedule.Destination;

/** Takes copies of backups to other places. */
public interface Courier {
    /**
     * Brings a file there, whole or not at all; one of that name that is there already is replaced. UNAVAILABLE when that
     * fails or takes too long.
     *
     * @param name of the copy
     */
    void deliver(Destination to, Path file, String name);
}
