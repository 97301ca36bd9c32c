package vektra.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The order of a home's files; what servers keep in their data is their own matter. */
public interface Upkeep {
    /** Files of the home that are not as they should be. */
    List<Untidy> untidy();

    /** The same without a lock: what a living process is writing may look like a leftover. */
    List<Untidy> seen();

    /**
     * Puts one right: a leftover is deleted, a loose one is closed to others.
     *
     * @return false for a leftover that stays, since this process or another one holds a lock
     */
    boolean tidy(Untidy file);

    /**
     * Deletes all files of Vektra in the home, and the home where nothing else is in it.
     *
     * @return what is not Vektra's and stays, sorted
     */
    List<String> deleteHome();

    /** The disk of a folder, or of the home for null; empty where that cannot be said. */
    Optional<Disk> disk(@Nullable Path folder);

    /**
     * A disk, in bytes.
     *
     * @param name as the system calls it, such as {@code /dev/sda1}
     */
    record Disk(String name, long free, long size) {}

    /**
     * A file or folder of the home.
     *
     * @param path below the home; empty for the home itself
     */
    record Untidy(Fault fault, String path) {
        public enum Fault {
            /** Half written by a process that is gone. */
            LEFT,
            /** Others than its owner may read or enter it. */
            LOOSE
        }
    }
}
