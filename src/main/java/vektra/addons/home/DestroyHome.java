package vektra.addons.home;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import vektra.addons.apps.Apps;
import vektra.addons.core.Confirmation;
import vektra.addons.core.Engine;
import vektra.addons.destroy.Losses;
import vektra.addons.drains.Drains;
import vektra.addons.services.Disable;
import vektra.model.addon.Addon;
import vektra.model.app.App;
import vektra.model.logs.Drain;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.service.EnabledService;
import vektra.model.text.Figure;
import vektra.model.text.Shown;
import vektra.spi.Snapshot;
import vektra.spi.Store;

/** Ends everything that a home has: add-ons with their data, servers, apps and drains; then its files can be deleted. */
public record DestroyHome(Engine engine, Store store, Disable disable, Apps apps, Drains drains, Losses losses) {
    /** What a home had. */
    public record Destroyed(List<ServiceName> services, List<String> addons, List<AppName> apps) {}

    /**
     * Ends it in changes of their own, service by service, so that a server that does not answer keeps only what is on it:
     * that is UNAVAILABLE, and again goes on from there.
     *
     * @param home the path of its folder, which confirms it
     */
    public Destroyed destroy(String home, Confirmation confirmation) {
        engine.settle();
        Snapshot at = engine.read();
        List<App> all =
                at.appNames().stream().flatMap(name -> at.app(name).stream()).toList();
        confirmation.require("this permanently deletes " + words(at, all) + " in " + home, List.of(home));
        List<String> addons = new ArrayList<>();
        List<ServiceName> services =
                at.services().stream().map(EnabledService::name).toList();
        for (ServiceName service : services) {
            addons.addAll(
                    disable.destroy(service, true, true, Confirmation.GIVEN).destroyed());
        }
        List<AppName> names = all.stream().map(App::name).toList();
        names.forEach(name -> apps.destroy(name, true, Confirmation.GIVEN));
        at.drains().stream()
                .filter(drain -> drain.app() == null)
                .map(Drain::name)
                .forEach(drains::disable);
        engine.settleNow();
        return new Destroyed(services, addons, names);
    }

    /** Deletes its files; returns the names of those that are not Vektra's, which stay. */
    public List<String> deleteFiles() {
        return store.upkeep().deleteHome();
    }

    private String words(Snapshot at, List<App> all) {
        List<Addon> addons = new ArrayList<>(at.ownerless());
        all.forEach(app -> addons.addAll(app.addons()));
        long bytes = addons.stream()
                .map(losses::size)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
        int backups =
                losses.shelf().all().values().stream().mapToInt(List::size).sum();
        return Shown.counted(all.size(), "app") + ", "
                + Shown.counted(addons.size(), "add-on") + (addons.size() == 1 ? " with its data" : " with their data")
                + (bytes == 0 ? "" : " (" + Figure.size(bytes) + ")") + " and "
                + Shown.counted(backups, "backup");
    }
}
