package vektra.addons.verbs;

import vektra.addons.core.Engine;
import vektra.addons.core.Providers;
import vektra.addons.services.Disable;
import vektra.addons.services.Enable;
import vektra.addons.services.Servers;
import vektra.addons.services.Spares;
import vektra.addons.services.Units;
import vektra.addons.services.UpgradeServer;
import vektra.addons.services.Versions;
import vektra.spi.ServerLauncher;

/** The verbs on services and their servers. */
public final class ServiceVerbs {
    private final Doors doors;
    private final Parts parts;
    private final Engine engine;
    private final Providers providers;
    private final ServerLauncher launcher;

    ServiceVerbs(Doors doors, Parts parts) {
        this.doors = doors;
        this.parts = parts;
        engine = parts.engine();
        providers = doors.providers();
        launcher = doors.launcher();
    }

    public Enable enable() {
        return new Enable(engine, providers, launcher, doors.progress(), parts.history(), parts.spares());
    }

    public UpgradeServer upgrade() {
        return new UpgradeServer(
                engine, providers, servers(), launcher, doors.progress(), parts.history(), parts.spares());
    }

    public Disable disable() {
        return new Disable(engine, providers, launcher, parts.losses(), parts.history());
    }

    public Servers servers() {
        return new Servers(engine, providers, launcher, parts.noted());
    }

    public Spares spares() {
        return parts.spares();
    }

    public Units units() {
        return new Units(engine, launcher, servers(), doors.user());
    }

    public Versions versions() {
        return new Versions(engine, providers, launcher);
    }
}
