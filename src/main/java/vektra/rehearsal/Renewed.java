package vektra.rehearsal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vektra.model.Addon;
import vektra.model.AddonName;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Drain;
import vektra.model.DrainName;
import vektra.model.EnabledService;
import vektra.model.LogSettings;
import vektra.model.Release;
import vektra.model.ServiceName;
import vektra.model.SpaceSettings;
import vektra.model.Token;
import vektra.spi.Snapshot;

/** A snapshot that another takes the place of after each change. */
class Renewed implements Snapshot {
    private Snapshot at;

    Renewed(Snapshot at) {
        this.at = at;
    }

    final void renew(Snapshot later) {
        at = later;
    }

    @Override
    public Optional<App> app(AppName name) {
        return at.app(name);
    }

    @Override
    public List<AppName> appNames() {
        return at.appNames();
    }

    @Override
    public Optional<EnabledService> service(ServiceName name) {
        return at.service(name);
    }

    @Override
    public List<EnabledService> services() {
        return at.services();
    }

    @Override
    public Optional<Drain> drain(DrainName name) {
        return at.drain(name);
    }

    @Override
    public List<Drain> drains() {
        return at.drains();
    }

    @Override
    public LogSettings logSettings() {
        return at.logSettings();
    }

    @Override
    public List<Token> tokens() {
        return at.tokens();
    }

    @Override
    public SpaceSettings spaces() {
        return at.spaces();
    }

    @Override
    public Optional<AppName> allowed(Path folder) {
        return at.allowed(folder);
    }

    @Override
    public Optional<Owned> owner(AddonName name) {
        return at.owner(name);
    }

    @Override
    public List<Addon> ownerless() {
        return at.ownerless();
    }

    @Override
    public List<AddonName> addonNames() {
        return at.addonNames();
    }

    @Override
    public List<Release> releases(AppName name) {
        return at.releases(name);
    }
}
