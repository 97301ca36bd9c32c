package vektra.spi;

import java.nio.file.Path;
import vektra.model.schedule.Copies;
import vektra.model.schedule.Destination;

/** Takes copies of backups to other places. */
public interface Courier {
    /**
     * Brings a file there, encrypted where that is wanted, whole or not at all; one of that name that is there already is
     * replaced. UNAVAILABLE when that fails or takes too long.
     *
     * @param name of the copy
     */
    void deliver(Copies to, Path file, String name);

    /**
     * Deletes a copy, and what is left of one that was cut off; already gone is no error. UNAVAILABLE when that fails. Nothing
     * happens at a destination that does not know its copies: {@link Destination#lists}.
     */
    void remove(Destination from, String name);
}
