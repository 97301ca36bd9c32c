package vektra.addons.core;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.model.addon.Addon;
import vektra.model.app.App;
import vektra.model.name.AppName;

/**
 * An add-on that can be backed up.
 *
 * @param app the owner; null for none
 */
public record Backable(Addon addon, @Nullable AppName app) {
    /**
     * All that there are, sorted by their names.
     *
     * @param app the owner; null for those of all, and those without one
     */
    public static List<Backable> of(Lookup at, @Nullable AppName app) {
        Stream<Backable> all = app == null
                ? Stream.concat(
                        at.at().appNames().stream()
                                .flatMap(name -> at.at().app(name).stream())
                                .flatMap(Backable::of),
                        at.at().ownerless().stream().map(addon -> new Backable(addon, null)))
                : of(at.app(app));
        return all.filter(one -> isBackable(at, one.addon()))
                .sorted(Comparator.comparing(one -> one.addon().name()))
                .toList();
    }

    private static Stream<Backable> of(App app) {
        return app.addons().stream().map(addon -> new Backable(addon, app.name()));
    }

    /** Whether its service has backups. */
    public static boolean isBackable(Lookup at, Addon addon) {
        return at.providers().of(addon.service()).abilities().backups().isPresent();
    }
}
