package vektra.addons.verbs;

import vektra.addons.Await;
import vektra.addons.Inventory;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.Noted;
import vektra.addons.data.Backups;
import vektra.addons.data.Drills;
import vektra.addons.destroy.Losses;
import vektra.addons.destroy.Reap;
import vektra.addons.provision.Maker;
import vektra.addons.provision.Provisioning;
import vektra.addons.recovery.ArchiveHealth;
import vektra.addons.recovery.BaseBackups;
import vektra.addons.schedule.Scheduler;
import vektra.addons.services.Spares;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Store;

/** What several verbs of one home work with. */
final class Parts {
    private final Doors doors;
    private final History history;
    private final Engine engine;
    private boolean warns = true;

    Parts(Doors doors) {
        this.doors = doors;
        history = new History(doors.user(), doors.clock());
        engine = engine(doors.store(), this::expire);
    }

    private Parts(Doors doors, Runnable expiry) {
        this.doors = doors;
        history = new History(doors.user(), doors.clock());
        engine = engine(doors.store(), expiry);
    }

    /** The same for what may change a home that is not all there: nothing expires meanwhile. */
    Parts ofUnfinished() {
        return new Parts(doors, () -> {});
    }

    private Engine engine(Store of, Runnable expiry) {
        return new Engine(of, doors.providers(), doors.launcher(), doors.shelf(), doors.progress(), expiry);
    }

    /** What ends by itself is no user's change. */
    private void expire() {
        if (doors.store().isUnfinished()) {
            throw VektraException.conflict(
                    "an import into this home was cut off",
                    Text.of("go on with it: ", Next.of("home:import"), "; to give it up: ", Next.of("home:destroy")));
        }
        Store own = doors.store().as(History.ITSELF);
        new Reap(
                        engine(own, this::expire),
                        own,
                        doors.shelf(),
                        doors.providers(),
                        doors.progress(),
                        history.as(History.ITSELF))
                .byTheWay();
        if (warns && !own.agenda().backupsDue(history.now()).isEmpty()) {
            scheduler().overdue();
        }
    }

    /** Runs schedules, in the name of no user; from then on nothing warns that they are overdue. */
    Scheduler scheduler() {
        warns = false;
        Store own = doors.store().as(History.ITSELF);
        History itself = history.as(History.ITSELF);
        Engine quiet = engine(own, this::expire);
        Backups backups = new Backups(
                quiet, doors.providers(), doors.shelf(), doors.envelopes(), doors.progress(), itself, spares());
        return new Scheduler(
                quiet,
                own,
                backups,
                drills(quiet, itself),
                doors.shelf(),
                doors.courier(),
                doors.progress(),
                itself,
                doors.sideBySide());
    }

    Drills drills() {
        return drills(engine, history);
    }

    private Drills drills(Engine with, History by) {
        return new Drills(
                with,
                doors.providers(),
                doors.launcher(),
                doors.shelf(),
                doors.progress(),
                by,
                doors.sideBySide().atMost(Drills.MOST));
    }

    /** Makes base backups, in the name of no user. */
    BaseBackups baseBackups() {
        warns = false;
        Engine quiet = engine(doors.store().as(History.ITSELF), this::expire);
        return new BaseBackups(
                new ArchiveHealth(quiet, doors.providers()),
                doors.launcher(),
                doors.progress(),
                history.as(History.ITSELF));
    }

    Engine engine() {
        return engine;
    }

    History history() {
        return history;
    }

    Maker maker() {
        return new Maker(engine, doors.launcher(), history);
    }

    Provisioning provisioning() {
        return new Provisioning(engine, doors.providers(), history, maker());
    }

    Await await() {
        return new Await(engine, doors.background(), doors.progress(), provisioning(), new Inventory(engine));
    }

    Losses losses() {
        return new Losses(engine, doors.providers(), doors.launcher(), doors.shelf(), history);
    }

    Noted noted() {
        return new Noted(engine, doors.progress());
    }

    Spares spares() {
        return new Spares(engine, doors.providers(), doors.launcher(), doors.background(), doors.progress());
    }
}
