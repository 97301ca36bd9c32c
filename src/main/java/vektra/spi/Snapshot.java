package vektra.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

/**
 * What a store holds. Each thing is read at most once, when it is first asked for, and never in the middle of a change. A
 * file that cannot be read, or was written by a newer version, is UNAVAILABLE and named.
 */
public interface Snapshot {
    Optional<App> app(AppName name);

    /** The names of all apps, sorted. */
    List<AppName> appNames();

    Optional<EnabledService> service(ServiceName name);

    /** Every service that was ever enabled and not destroyed, sorted by name. */
    List<EnabledService> services();

    Optional<Drain> drain(DrainName name);

    /** The drains of all apps and of single ones, sorted by name. */
    List<Drain> drains();

    /** Where the log router listens; nowhere, unless that was set. */
    LogSettings logSettings();

    /** Who may use the HTTP API, sorted by name. */
    List<Token> tokens();

    /** The spaces and the tags of plans; none, unless some were made. */
    SpaceSettings spaces();

    /** When backups of an add-on are made by themselves. */
    Optional<Schedule> schedule(Id addon);

    /** The add-ons that have a schedule, sorted; none of the schedules is read. */
    List<Id> scheduled();

    /** The app that a {@code .vektra} file in that folder may name. */
    Optional<AppName> allowed(Path folder);

    /** Who owns an add-on, or the add-on itself when its app is gone; empty when the name is free. */
    Optional<Owned> owner(AddonName name);

    /** The add-ons whose app is gone, sorted by name. */
    List<Addon> ownerless();

    /** Every add-on name that is taken, by an app or by an add-on without one, sorted. */
    List<AddonName> addonNames();

    /** The app's history, oldest first. */
    List<Release> releases(AppName name);

    /**
     * Whom an add-on belongs to.
     *
     * @param app the owner, or null when ownerless; then {@code addon} is the add-on
     * @param attached the other apps that have it attached, sorted
     */
    record Owned(@Nullable AppName app, @Nullable Addon addon, List<AppName> attached) {}
}
