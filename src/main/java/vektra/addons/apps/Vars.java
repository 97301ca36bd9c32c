package vektra.addons.apps;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import vektra.addons.core.Engine;
import vektra.addons.core.LogDrains;
import vektra.addons.core.Lookup;
import vektra.model.app.App;
import vektra.model.logs.Drain;
import vektra.model.name.AppName;
import vektra.model.name.DrainName;
import vektra.model.text.Secret;
import vektra.model.text.Values;

/** The config vars of an app as its programs see them: its own, and those that drains of all apps add when read. */
public record Vars(Engine engine, LogDrains drains) {
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

        /** Those that the user has set, without those of add-ons and drains. */
        public Seen user() {
            Map<String, String> own = new TreeMap<>(all);
            own.keySet()
                    .removeIf(name -> drains.containsKey(name)
                            || app.source(name).isPresent()
                            || app.origin(name).isPresent());
            return new Seen(app, own, Map.of());
        }

        private Seen opened() {
            return new Seen(app, new TreeMap<>(all), drains);
        }
    }

    /** The vars of an app, once what has expired has been settled; an unknown one is NOT_FOUND. */
    public Seen of(AppName name) {
        return sealed(name).opened();
    }

    /** The same for who asks for some of them only: no value of the app is opened before it is asked for. */
    public Seen sealed(AppName name) {
        engine.reap();
        Lookup at = engine.lookup();
        return sealed(at, at.app(name));
    }

    Seen of(Lookup at, App app) {
        return sealed(at, app).opened();
    }

    /** What the app itself has goes before what its manifest says, and that before what drains give. */
    private Seen sealed(Lookup at, App app) {
        Map<String, Secret> all = new TreeMap<>();
        Map<String, DrainName> given = new TreeMap<>();
        Map<String, String> derived = app.derived();
        Set<String> own = new HashSet<>(app.config().keySet());
        own.addAll(derived.keySet());
        for (Drain drain : at.at().drains()) {
            if (drain.app() == null) {
                drains.vars(drain).forEach((var, value) -> {
                    if (!own.contains(var) && all.putIfAbsent(var, new Secret(value)) == null) {
                        given.put(var, drain.name());
                    }
                });
            }
        }
        all.putAll(Values.secrets(derived));
        all.putAll(Values.secrets(app.config()));
        return new Seen(app, Values.ofSecrets(all), given);
    }
}
