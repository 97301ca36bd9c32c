package vektra.spi;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.model.logs.Drain;
import vektra.model.logs.LogLine;
import vektra.model.name.AppName;
import vektra.model.name.DrainName;
import vektra.model.service.Service;
import vektra.model.text.RejectedException;
import vektra.model.text.Secret;

/** Knows one kind of place that log lines go to, and how lines look on the way there. */
public interface LogDrain {
    /** The description of the service: name, options, the config vars that every app gets. */
    Service service();

    /** Makes a drain of what was asked for, touching nothing; INVALID when that cannot be. */
    Drain drain(Wanted wanted);

    /** The config vars that every app sees, by their documented names, from the drain. */
    Map<String, String> vars(Drain drain);

    /**
     * Connects; UNAVAILABLE with the reason, within ten seconds, when the destination cannot be reached or trusted.
     *
     * @param ended called, from any thread, once the destination ended the connection, also while nothing is sent
     */
    Connection connect(Drain drain, Runnable ended);

    /**
     * What was asked for.
     *
     * @param url as typed, or the target of the drain that is changed
     * @param secret the token or key as typed, or null
     * @param options given ones that passed their check, and defaults
     * @param before the drain that is changed, or null: what is secret stays where nothing else was typed
     */
    record Wanted(
            DrainName name,
            @Nullable AppName app,
            String url,
            @Nullable Secret secret,
            Map<String, String> options,
            Instant now,
            @Nullable Drain before) {
        /** The token or key as typed, else the one that the drain has. */
        public @Nullable Secret typedOrKept() {
            return secret == null && before != null ? before.secret() : secret;
        }
    }

    /** How a connection ended. */
    enum End {
        /** Orderly: what the destination had received before, it has read. */
        CLOSED,
        /** In any other way: what was sent lately may be lost. */
        BROKEN
    }

    /** A way to the destination that is open; for one thread, but {@link #close} and {@link #ended} are for any. */
    interface Connection extends AutoCloseable {
        /**
         * Takes a line to be sent; sends what it holds when that has become much. What is rejected is not held any more, the
         * line itself being either among that or still held.
         */
        void add(LogLine line) throws IOException, RejectedException;

        /** Sends what it holds, and returns once the destination confirmed it, if that ever confirms. */
        void flush() throws IOException, RejectedException;

        /** The bytes sent so far. */
        long sent();

        /** Whether the destination confirms what it received; where it does not, "sent" is all that is known. */
        boolean confirms();

        /** Null while it is open. */
        @Nullable
        End ended();

        /** Cuts it off, also in the middle of a write that hangs. */
        @Override
        void close();
    }
}
