package vektra.dryrun;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vektra.model.Token;
import vektra.model.addon.Addon;
import vektra.model.app.App;
import vektra.model.app.Release;
import vektra.model.app.SpaceSettings;
import vektra.model.logs.Drain;
import vektra.model.logs.LogSettings;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.DrainName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;
import vektra.model.schedule.Schedule;
import vektra.model.service.EnabledService;
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
    public Optional<Schedule> schedule(Id addon) {
        return at.schedule(addon);
    }

    @Override
    public List<Id> scheduled() {
        return at.scheduled();
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
