package vektra.addons.apps;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vektra.addons.core.Installation;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Drain;
import vektra.model.DrainName;

/** The config vars of an app as its programs see them: its own, and those that drains of all apps add when read. */
public final class Vars {
    private final Installation home;

    public Vars(Installation home) {
        this.home = home;
    }

    /**
     * The vars of an app.
     *
     * @param all names and values, sorted by name
     * @param drains which of them a drain gives
     */
    public record Seen(App app, Map<String, String> all, Map<String, DrainName> drains) {
        /** The drain that gives a variable; empty for those of the app itself. */
        public Optional<DrainName> drain(String name) {
            return Optional.ofNullable(drains.get(name));
        }
    }

    /** The vars of an app, once what has expired has been settled; an unknown one is NOT_FOUND. */
    public Seen of(AppName name) {
        home.reap();
        return of(home.lookup().app(name));
    }

    /** What the app itself has goes before what drains give. */
    Seen of(App app) {
        Map<String, String> all = new TreeMap<>();
        Map<String, DrainName> drains = new TreeMap<>();
        for (Drain drain : home.store().read().drains()) {
            if (drain.app() == null) {
                home.drains().vars(drain).forEach((var, value) -> {
                    if (!app.config().containsKey(var) && all.putIfAbsent(var, value) == null) {
                        drains.put(var, drain.name());
                    }
                });
            }
        }
        all.putAll(app.config());
        return new Seen(app, all, drains);
    }
}
