package vektra.addons.drains;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.LogDrains;
import vektra.addons.core.Lookup;
import vektra.model.logs.Drain;
import vektra.model.logs.DrainOptions;
import vektra.model.name.AppName;
import vektra.model.name.DrainName;
import vektra.model.text.Input;
import vektra.model.text.Nearest;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Locks;
import vektra.spi.LogDrain;
import vektra.spi.Store;

/** Reads which drains there are, and removes them. */
public record Drains(Engine engine, LogDrains drains) {
    /** Every drain, sorted by name. */
    public List<Drain> all() {
        return engine.read().drains();
    }

    /** The drains that take the lines of an app: its own, and those of all apps. */
    public List<Drain> of(AppName app) {
        return of(engine.lookup(), app);
    }

    private static List<Drain> of(Lookup at, AppName app) {
        at.app(app);
        return at.at().drains().stream()
                .filter(drain -> drain.takes(app.value()))
                .toList();
    }

    /** A drain by its name; an unknown one is NOT_FOUND and names the nearest. */
    public Drain find(String name) {
        return among(all(), name).orElseThrow(() -> {
            if (drains.names().contains(name)) {
                return VektraException.conflict(
                        "the service " + name + " is not enabled",
                        Text.of("enable it: ", Next.of("addons:enable", name).with("url", "…")));
            }
            List<String> known =
                    all().stream().map(drain -> drain.name().value()).toList();
            return VektraException.notFound(
                    "no drain called " + Shown.quoted(name),
                    Nearest.question(name, known).orElse(Text.of("see: ", Next.of("drains"))));
        });
    }

    private static Optional<Drain> among(List<Drain> drains, String name) {
        return drains.stream()
                .filter(drain -> drain.name().value().equals(name))
                .findFirst();
    }

    /** Removes a drain of all apps; false when there is none, which is no error as long as a service is called so. */
    public boolean disable(DrainName name) {
        try (Store.Session session = engine.open(List.of(Locks.Name.ofDrain(name)))) {
            Drain drain = session.drain(name).orElse(null);
            if (drain == null) {
                if (!drains.names().contains(name.value())) {
                    find(name.value());
                }
                return false;
            }
            if (drain.app() != null) {
                throw VektraException.conflict(
                        "the drain " + name + " is for " + drain.app() + " only",
                        Text.of(Next.of("drains:remove", name).app(drain.app())));
            }
            session.commit("addons:disable", List.of(new Store.Write.DeleteDrain(name)), List.of());
            return true;
        }
    }

    /** The drain of one app that a name or a URL means. */
    public Drain ofApp(AppName app, String text) {
        return ofApp(engine.lookup(), app, text);
    }

    private Drain ofApp(Lookup at, AppName app, String text) {
        Predicate<Drain> meant = text.contains("/") || text.contains(":")
                ? drain -> goesTo(drain, text)
                : drain -> drain.name().value().equals(text);
        List<Drain> found = of(at, app).stream().filter(meant).toList();
        List<Drain> own =
                found.stream().filter(drain -> app.equals(drain.app())).toList();
        if (own.size() > 1) {
            throw VektraException.conflict(
                    "several drains of " + app + " go there: "
                            + String.join(
                                    ", ",
                                    own.stream().map(d -> d.name().value()).toList()),
                    "name the drain");
        }
        if (own.isEmpty() && !found.isEmpty()) {
            DrainName name = found.get(0).name();
            throw VektraException.conflict(
                    "the drain " + name + " is for all apps", Text.of(Next.of("addons:disable", name)));
        }
        return own.stream()
                .findFirst()
                .orElseThrow(() -> VektraException.notFound(
                        app + " has no drain " + Shown.quoted(text),
                        Text.of("see: ", Next.of("drains").app(app))));
    }

    /** Removes a drain of one app. */
    public void remove(AppName app, String text) {
        try (Store.Session session = engine.open(List.of(Locks.Name.alone(Locks.Name.Kind.APP, app)))) {
            Drain drain = ofApp(engine.lookup(session), app, text);
            session.commit("drains:remove", List.of(new Store.Write.DeleteDrain(drain.name())), List.of());
        }
    }

    /** Whether a URL as typed means the place that a drain goes to. */
    private boolean goesTo(Drain drain, String url) {
        LogDrain kind = drains.of(drain.service());
        try {
            Drain typed = kind.drain(
                    new LogDrain.Wanted(drain.name(), drain.app(), url, null, drain.options(), drain.since(), drain));
            return typed.target().equals(drain.target());
        } catch (VektraException otherKind) {
            return false;
        }
    }

    /** The warning about a drain whose lines can be read on the way; null without one. */
    public static @Nullable String warning(Drain drain) {
        return drain.isSet(DrainOptions.INSECURE)
                ? drain.name() + " accepts any certificate (" + Input.of(DrainOptions.INSECURE)
                        + "): its lines can be read on the way"
                : null;
    }
}
