package vektra.addons.verbs;

import vektra.addons.apps.Apps;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.data.Backups;
import vektra.addons.destroy.Reap;
import vektra.addons.doctor.Doctor;
import vektra.addons.drains.Drains;
import vektra.addons.home.AuditTrail;
import vektra.addons.home.DestroyHome;
import vektra.addons.home.Keys;
import vektra.addons.home.Tokens;
import vektra.addons.move.ArrivedAddons;
import vektra.addons.move.ArrivedApps;
import vektra.addons.move.ArrivedServers;
import vektra.addons.move.ExportHome;
import vektra.addons.move.ImportHome;
import vektra.addons.move.MoveHome;
import vektra.addons.services.Disable;
import vektra.addons.services.Enable;
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
        return new Keys(engine, store, doors.envelopes(), parts.noted());
    }

    /** Needs other verbs, which end what it consists of. */
    DestroyHome destroy(Disable disable, Apps apps, Drains drains) {
        return new DestroyHome(engine, store, disable, apps, drains, parts.losses());
    }

    ExportHome export(Backups backups) {
        return new ExportHome(
                engine, store, backups, doors.shelf(), doors.parcels().get(), doors.progress(), parts.noted());
    }

    ImportHome importing() {
        Enable enable =
                new Enable(engine, doors.providers(), doors.launcher(), doors.progress(), history, parts.spares());
        ArrivedServers servers = new ArrivedServers(engine, doors.providers(), enable);
        return new ImportHome(
                engine,
                store,
                doors.parcels().get(),
                servers,
                new ArrivedAddons(engine, doors.providers(), doors.shelf(), parts.maker(), history, servers),
                new ArrivedApps(engine, doors.providers(), history),
                doors.progress(),
                parts.noted());
    }

    MoveHome move() {
        return new MoveHome(
                engine,
                store,
                doors.providers(),
                doors.launcher(),
                doctor(),
                doors.progress(),
                parts.noted(),
                folder -> new Verbs(doors.elsewhere().apply(folder)).moveHome());
    }

    public AuditTrail auditTrail() {
        return new AuditTrail(store, history);
    }
}
