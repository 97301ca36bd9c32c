package vektra.addons.apps;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.Lookup;
import vektra.model.app.App;
import vektra.model.app.Release;
import vektra.model.name.AppName;
import vektra.model.text.Next;
import vektra.model.text.Secret;
import vektra.model.text.Text;
import vektra.model.text.Values;
import vektra.model.text.VektraException;
import vektra.spi.Locks;
import vektra.spi.Store;

/** The history of an app, and the way back. */
public record Releases(Engine engine, History history) {
    /** All releases, oldest first. */
    public List<Release> list(AppName name) {
        engine.reap();
        return history(engine.lookup(), name);
    }

    public Release info(AppName name, int version) {
        engine.reap();
        return release(engine.lookup(), name, version);
    }

    private static List<Release> history(Lookup at, AppName name) {
        at.app(name);
        return at.at().releases(name);
    }

    private static Release release(Lookup at, AppName name, int version) {
        return history(at, name).stream()
                .filter(release -> release.version() == version)
                .findFirst()
                .orElseThrow(() -> VektraException.notFound(
                        name + " has no release v" + version,
                        Text.of("see: ", Next.of("releases").app(name))));
    }

    /**
     * What a rollback did.
     *
     * @param changed the variables that have another value now, or none
     * @param left the variables of add-ons, which it left as they are
     */
    public record RolledBack(App app, List<String> changed, List<String> left) {}

    /**
     * Makes a new release with the user's variables of an old one; add-ons and their variables stay as they are, since
     * credentials of the past are revoked.
     */
    public RolledBack rollback(AppName name, int version) {
        try (Store.Session session = engine.open(List.of(Locks.Name.alone(Locks.Name.Kind.APP, name)))) {
            Lookup at = engine.lookup(session);
            App app = at.app(name);
            Map<String, String> then = release(at, name, version).config();
            if (then == null) {
                throw VektraException.conflict(
                        "the variables of v" + version + " are no longer kept", "only the last 100 releases keep them");
            }
            Map<String, Secret> config = Values.secrets(then);
            List<String> left = app.config().keySet().stream()
                    .filter(var -> app.source(var).isPresent())
                    .toList();
            Map<String, Secret> now = Values.secrets(app.config());
            left.forEach(var -> config.put(var, now.get(var)));
            List<String> changed = Stream.concat(app.config().keySet().stream(), config.keySet().stream())
                    .distinct()
                    .filter(var -> !Objects.equals(now.get(var), config.get(var)))
                    .sorted()
                    .toList();
            App released = app.released(Values.ofSecrets(config));
            session.commit("rollback", List.of(history.put(released, "Rollback to v" + version)), List.of());
            return new RolledBack(released, changed, left);
        }
    }
}
