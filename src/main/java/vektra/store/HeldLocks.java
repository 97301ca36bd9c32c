package vektra.store;

import java.util.function.Predicate;
import vektra.model.logs.Drain;
import vektra.spi.Locks.Name;

/** The locks of a session. */
record HeldLocks(Predicate<Name> held) {
    /** A caller that writes what it has not locked would lose an update one day: a bug, found at once. */
    void require(Name lock) {
        if (!held.test(lock)) {
            throw new IllegalStateException("the session does not hold " + lock.kind() + " " + lock.name() + " alone");
        }
    }

    void require(Name.Kind kind, Object name) {
        require(Name.alone(kind, name));
    }

    /** That of its app; where it is for all apps, that of its name. */
    void require(Drain drain) {
        if (drain.app() == null) {
            require(Name.Kind.SERVICE, drain.name());
        } else {
            require(Name.Kind.APP, drain.app());
        }
    }
}
