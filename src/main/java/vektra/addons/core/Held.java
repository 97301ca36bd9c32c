package vektra.addons.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.text.VektraException;
import vektra.spi.Locks;
import vektra.spi.Store;

/** An add-on that no other process can change meanwhile, nor any attachment of it. */
public record Held(Store.Session session, OwnedAddon owned) implements AutoCloseable {
    /** Apps come and go while locks are waited for; more often than this in a row is not by chance. */
    private static final int TRIES = 20;

    /**
     * Locks the add-on that a text means.
     *
     * @param more apps that are to be locked as well
     */
    public static Held of(Engine engine, String what, @Nullable AppName within, List<AppName> more) {
        engine.settle();
        AddonName name =
                new Resolver(engine.lookup()).find(what, within).addon().name();
        for (int i = 0; i < TRIES; i++) {
            OwnedAddon meant = engine.lookup().owned(name).orElseThrow(() -> Resolver.none(name));
            Optional<Held> held = of(engine, meant, more);
            if (held.isPresent()) {
                return held.get();
            }
        }
        throw VektraException.conflict("the apps of " + name + " keep changing", "try again");
    }

    /** Locks an add-on that was found; empty when other apps have it by now, or another one owns it. */
    public static Optional<Held> of(Engine engine, OwnedAddon meant, List<AppName> more) {
        List<Locks.Name> locks = new ArrayList<>(meant.locks());
        for (AppName app : more) {
            Locks.Name lock = Locks.Name.alone(Locks.Name.Kind.APP, app);
            if (!locks.contains(lock)) {
                locks.add(lock);
            }
        }
        locks.add(Locks.Name.shared(Locks.Name.Kind.SERVICE, meant.addon().service()));
        return of(engine.open(locks), meant, locks);
    }

    /** The add-on as it is under the locks; empty, and the session closed, when those are too few by now. */
    public static Optional<Held> of(Store.Session session, OwnedAddon meant, List<Locks.Name> locks) {
        OwnedAddon now = null;
        try {
            now = meant.now(session)
                    .filter(owned -> locks.containsAll(owned.locks()))
                    .orElse(null);
        } finally {
            if (now == null) {
                session.close();
            }
        }
        return Optional.ofNullable(now).map(owned -> new Held(session, owned));
    }

    @Override
    public void close() {
        session.close();
    }
}
