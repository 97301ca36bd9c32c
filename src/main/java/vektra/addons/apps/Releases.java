package vektra.addons.apps;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import vektra.addons.core.Installation;
import vektra.addons.core.Lookup;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Next;
import vektra.model.Release;
import vektra.model.Text;
import vektra.model.VektraException;
import vektra.spi.Locks;
import vektra.spi.Store;

/** The history of an app, and the way back. */
public final class Releases {
    private final Installation home;

    public Releases(Installation home) {
        this.home = home;
    }

    /** All releases, oldest first. */
    public List<Release> list(AppName name) {
        home.reap();
        return history(home.lookup(), name);
    }

    public Release info(AppName name, int version) {
        home.reap();
        return release(home.lookup(), name, version);
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
        try (Store.Session session = home.open(List.of(Locks.Name.alone(Locks.Name.Kind.APP, name)))) {
            Lookup at = home.lookup(session);
            App app = at.app(name);
            Map<String, String> then = release(at, name, version).config();
            if (then == null) {
                throw VektraException.conflict(
                        "the variables of v" + version + " are no longer kept", "only the last 100 releases keep them");
            }
            Map<String, String> config = new TreeMap<>(then);
            List<String> left = app.config().keySet().stream()
                    .filter(var -> app.source(var).isPresent())
                    .toList();
            left.forEach(var -> config.put(var, app.config().get(var)));
            List<String> changed = Stream.concat(app.config().keySet().stream(), config.keySet().stream())
                    .distinct()
                    .filter(var -> !Objects.equals(app.config().get(var), config.get(var)))
                    .sorted()
                    .toList();
            App released = app.released(config);
            session.commit("rollback", List.of(home.put(released, "Rollback to v" + version)), List.of());
            return new RolledBack(released, changed, left);
        }
    }
}
