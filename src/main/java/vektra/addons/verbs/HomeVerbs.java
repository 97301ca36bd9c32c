package vektra.addons.verbs;

import vektra.addons.apps.Apps;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.destroy.Reap;
import vektra.addons.doctor.Doctor;
import vektra.addons.drains.Drains;
import vektra.addons.home.AuditTrail;
import vektra.addons.home.DestroyHome;
import vektra.addons.home.Keys;
import vektra.addons.home.Tokens;
import vektra.addons.services.Disable;
import vektra.spi.Store;

/** The verbs on a home as a whole. */
public final class HomeVerbs {
    private final Doors doors;
    private final Parts parts;
    private final Store store;
    private final History history;
    private final Engine engine;

    HomeVerbs(Doors doors, Parts parts) {
        this.doors = doors;
        this.parts = parts;
        store = doors.store();
        history = parts.history();
        engine = parts.engine();
    }

    public Reap reap() {
        return new Reap(engine, store, doors.shelf(), doors.providers(), doors.progress(), history);
    }

    public Doctor doctor() {
        return new Doctor(
                engine,
                store,
                doors.providers(),
                doors.launcher(),
                doors.shelf(),
                doors.progress(),
                history,
                parts.noted(),
                parts.await());
    }

    public Tokens tokens() {
        return new Tokens(engine, history);
    }

    public Keys keys() {
        return new Keys(engine, store, parts.noted());
    }

    /** Needs other verbs, which end what it consists of. */
    DestroyHome destroy(Disable disable, Apps apps, Drains drains) {
        return new DestroyHome(engine, store, disable, apps, drains, parts.losses());
    }

    public AuditTrail auditTrail() {
        return new AuditTrail(store, history);
    }
}
