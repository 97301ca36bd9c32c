package vektra.spi;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a home takes along into another one: everything but what servers keep, which goes along as backups. */
public interface Luggage {
    /**
     * The files that say what the home is, by their names in it, with their secrets in the clear. They fit together: another
     * process that changes something is a CONFLICT.
     */
    Map<String, byte[]> records();

    /**
     * The other files that go along, by their names in the home.
     *
     * @param backups the files of the backups that do; null for all of them
     */
    Map<String, Path> files(@Nullable Set<Path> backups);

    /**
     * Puts what another home sent into this one, which is empty: all of it is there afterwards and waits to be unpacked, or
     * nothing is. What is of a newer version is INVALID.
     *
     * @param sending hands over everything, and fails where it is not as it was sent
     */
    void receive(Consumer<Parcels.Taker> sending);

    /** What another home sent, while it is not all unpacked; else empty. */
    Optional<Snapshot> received();

    /** Puts the files that go along as they are into their places; again is no error. */
    void place();

    /** Nothing more is needed of what was sent. */
    void unpacked();

    /** Refuses a folder that the home cannot move to: it holds something, or the one above it is missing. */
    void requireMovable(Path to);

    /** Whether the home is in that folder by now, and is still to be put in order there. */
    boolean isAt(Path to);

    /**
     * Moves all files of the home there, to another disk too. Whatever cuts this off, the home is complete in one of the two
     * places, and the same again ends it. Another process that changes something is a CONFLICT.
     *
     * @param last called before, when no other process changes anything any more; may refuse
     */
    void moveTo(Path to, Runnable last);

    /** The home is in order where it is now. */
    void arrived();
}
