package vektra.spi;

import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.model.name.DrainName;
import vektra.model.name.Id;

/** Locks that hold between processes and die with their holder. */
public interface Locks {
    /** Waits for all of them, in one order that every process shares. */
    Held hold(Collection<Name> names);

    /** The same without waiting; empty, and nothing held, when another process has one of them. */
    Optional<Held> tryHold(Collection<Name> names);

    /**
     * Everything there is, without waiting: empty when another process is at work. The holder must take nothing else.
     */
    Optional<Held> tryHoldAll();

    /**
     * What is locked. The kinds are taken in their order, so that a holder of an app may still take a server.
     *
     * @param shared several holders at once, none while one holds it alone
     */
    record Name(Kind kind, String name, boolean shared) {
        public enum Kind {
            APP,
            SERVICE,
            ADDON,
            SERVER
        }

        /** What guards the log router's settings. */
        public static final Name LOG_SETTINGS = new Name(Kind.SERVICE, "logs", false);

        /** What guards the tokens of the HTTP API. */
        public static final Name TOKENS = new Name(Kind.SERVICE, "tokens", false);

        /** What guards the spaces and the tags of plans. */
        public static final Name SPACES = new Name(Kind.SERVICE, "spaces", false);

        /** The lock of a drain's name, which it shares with the service that is called so. */
        public static Name ofDrain(DrainName drain) {
            return new Name(Kind.SERVICE, drain.value(), false);
        }

        /** What guards the backups of an add-on and their schedule: there is one backup or export of it at a time. */
        public static Name ofBackups(Id addon) {
            return new Name(Kind.SERVER, "backups of " + addon, false);
        }

        public static Name alone(Kind kind, Object name) {
            return new Name(kind, name.toString(), false);
        }

        public static Name shared(Kind kind, Object name) {
            return new Name(kind, name.toString(), true);
        }

        // written out: what records are compared by is linked at run time, and every start would pay for that
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Name that && kind == that.kind && name.equals(that.name) && shared == that.shared;
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + kind.hashCode();
        }

        /** Whether two processes cannot hold both at once. */
        public boolean excludes(Name other) {
            return kind == other.kind && name.equals(other.name) && !(shared && other.shared);
        }
    }

    /** Locks held until closed. */
    interface Held extends AutoCloseable {
        /** Whether they certainly are: locks that end with time may be another process's by now. */
        default boolean isHeld() {
            return true;
        }

        @Override
        void close();
    }
}
