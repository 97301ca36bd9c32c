package vektra.spi;

import java.util.List;
import java.util.function.Consumer;
import vektra.model.addon.Step;

/** Ends the changes that dead processes left in the journal; what living ones are at is left alone. */
public interface Recovery {
    /**
     * Settles what dead processes left. Cheap when nothing is left. What could not be settled because a server is down is
     * tried again after a minute at the soonest.
     *
     * @param runner carries out the steps that a crash left undone
     */
    void settle(Consumer<Step> runner);

    /** The same at once for everything, also what waits because a server was down. */
    void settleNow(Consumer<Step> runner);

    /** The changes that dead processes left and that are not settled yet. */
    List<Leftover> leftovers();

    /** Every change in flight, whether its process lives or not: looks without a lock, and changes nothing. */
    List<Leftover> inFlight();

    /**
     * A change that was begun or decided.
     *
     * @param file its name in the journal
     * @param command the command that made it
     * @param locks what its process held
     * @param steps what is still to be done outside
     * @param waits whether it is left alone for now, since a server was down
     */
    record Leftover(String file, String command, List<Locks.Name> locks, List<Step> steps, boolean waits) {}
}
