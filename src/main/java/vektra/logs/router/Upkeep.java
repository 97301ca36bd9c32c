package vektra.logs.router;

import java.io.IOException;
import vektra.logs.ship.Shipper;
import vektra.logs.spool.Spool;

/** What a router has to see to all the time. A failing disk stops none of it permanently. */
public final class Upkeep {
    private final Spool spool;
    private final Fleet fleet;
    private final SpoolIntake intake;
    private final Quota quota;
    private final Limits limits;

    Upkeep(Spool spool, Fleet fleet, SpoolIntake intake, Quota quota, Limits limits) {
        this.spool = spool;
        this.fleet = fleet;
        this.intake = intake;
        this.quota = quota;
        this.limits = limits;
    }

    /** Holds quotas, notes how far the drains are, and deletes what is not needed. */
    void often() {
        try {
            intake.tellDropped();
            spool.giveUp(limits.absence().toNanos());
        } catch (IOException e) {
            // still no room: it is reported later
        }
        try {
            for (Shipper shipper : fleet.all()) {
                quota.hold(shipper);
                shipper.cursor().save();
            }
            spool.reclaim(intake.needed());
        } catch (IOException e) {
            // the next time it may do
        }
    }

    /** Looks for new drains and for connections that hang. */
    void sometimes() {
        try {
            fleet.refresh(spool);
        } catch (IOException e) {
            // the next time it may do
        }
        fleet.watch(limits.stall().toNanos());
    }

    void eachSecond() {
        for (Shipper shipper : fleet.all()) {
            shipper.rate().sample(shipper.cursor().delivered());
        }
    }

    /** Whether nothing waits for any drain. */
    boolean allDone() {
        long end = spool.segments().end();
        for (Shipper shipper : fleet.all()) {
            if (!shipper.cursor().done(end)) {
                return false;
            }
        }
        return true;
    }
}
