package vektra.addons.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.model.AddonName;
import vektra.model.AppName;
import vektra.model.VektraException;
import vektra.spi.Locks;
import vektra.spi.Store;

/** An add-on that no other process can change meanwhile, nor any attachment of it. */
public record Held(Store.Session session, Tenant tenant) implements AutoCloseable {
    /** Apps come and go while locks are waited for; more often than this in a row is no chance. */
    private static final int TRIES = 20;

    /**
     * Locks the add-on that a text means.
     *
     * @param more apps that are to be locked as well
     */
    public static Held of(Installation home, String what, @Nullable AppName within, List<AppName> more) {
        home.settle();
        AddonName name = new Resolver(home.lookup()).find(what, within).addon().name();
        for (int i = 0; i < TRIES; i++) {
            Tenant meant = home.lookup().tenant(name).orElseThrow(() -> Resolver.none(name));
            List<Locks.Name> locks = new ArrayList<>(meant.locks());
            for (AppName app : more) {
                Locks.Name lock = Locks.Name.alone(Locks.Name.Kind.APP, app);
                if (!locks.contains(lock)) {
                    locks.add(lock);
                }
            }
            locks.add(Locks.Name.shared(Locks.Name.Kind.SERVICE, meant.addon().service()));
            Optional<Held> held = of(home.open(locks), meant, locks);
            if (held.isPresent()) {
                return held.get();
            }
        }
        throw VektraException.conflict("the apps of " + name + " keep changing", "try again");
    }

    /** The add-on as it is under the locks; empty, and the session closed, when those are too few by now. */
    static Optional<Held> of(Store.Session session, Tenant meant, List<Locks.Name> locks) {
        Tenant now = null;
        try {
            now = meant.now(session)
                    .filter(tenant -> locks.containsAll(tenant.locks()))
                    .orElse(null);
        } finally {
            if (now == null) {
                session.close();
            }
        }
        return Optional.ofNullable(now).map(tenant -> new Held(session, tenant));
    }

    @Override
    public void close() {
        session.close();
    }
}
