package vektra.provider.redis.wire;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/** Says in a user's words what Redis or the network had against a request. */
public final class Failures {
    private static final Next RESTART = Next.of("addons:restart", "redis");

    private Failures() {}

    public static VektraException of(RedisUrl url, Duration timeout, JedisException e) {
        String secret = url.password().reveal();
        String where = "Redis at " + url.address() + " ";
        String said = without(secret, String.valueOf(e.getMessage()));
        if (e instanceof JedisDataException) {
            return said.startsWith("LOADING")
                    ? VektraException.unavailable(where + refusal(url, said), null, null)
                    : VektraException.refused(where + refusal(url, said), hint(said), null);
        }
        Throwable cause = root(e);
        String why = network(cause, timeout, without(secret, String.valueOf(cause.getMessage())));
        return VektraException.unavailable(where + why, null, secretless(e, secret));
    }

    /** What a server has against one user alone; empty when it is about something else. */
    static Optional<String> ofUser(JedisDataException e) {
        String said = String.valueOf(e.getMessage());
        if (said.startsWith("WRONGPASS") || said.contains("invalid password")) {
            return Optional.of("cannot log in with its password");
        }
        return said.startsWith("NOPERM") ? Optional.of("lacks rights that it needs") : Optional.empty();
    }

    /** Whether the server does not know the command at all. */
    public static boolean isUnknownCommand(JedisDataException e) {
        return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("unknown command");
    }

    /** Whether the server takes nothing more into its memory. */
    public static boolean isFull(JedisDataException e) {
        return String.valueOf(e.getMessage()).startsWith("OOM");
    }

    private static String refusal(RedisUrl url, String said) {
        String who = url.user().isEmpty() ? "the default user" : "user " + url.user();
        if (said.startsWith("NOAUTH")) {
            return "asks for a password";
        }
        if (said.startsWith("WRONGPASS") || said.contains("invalid password")) {
            return "refuses " + who + " with this password";
        }
        if (said.startsWith("NOPERM")) {
            return "does not let " + who + " do this: " + said;
        }
        if (said.startsWith("LOADING")) {
            return "is still loading its data";
        }
        return "says: " + said;
    }

    private static @Nullable CharSequence hint(String said) {
        if (said.contains("max number of clients")) {
            return Text.of("apps hold all its connections: ", RESTART, " ends them all");
        }
        if (said.startsWith("BUSY") || said.startsWith("UNKILLABLE")) {
            return Text.of("an endless script is running: ", RESTART, " ends it");
        }
        if (said.startsWith("NOPERM")) {
            return "adopt the server with a user that has all rights";
        }
        if (said.startsWith("OOM")) {
            return "the server's maxmemory is used up: free some or raise it";
        }
        return null;
    }

    private static String network(Throwable cause, Duration timeout, String said) {
        if (cause instanceof SocketTimeoutException) {
            return "does not answer within " + timeout.toMillis() + " ms";
        }
        if (cause instanceof ConnectException) {
            return "cannot be reached: " + said;
        }
        if (cause instanceof UnknownHostException) {
            return "cannot be reached: no such host";
        }
        if (cause instanceof SSLException || cause instanceof java.security.GeneralSecurityException) {
            return "cannot be trusted over TLS: " + said;
        }
        return "closed the connection: " + said;
    }

    private static Throwable root(Throwable e) {
        Throwable deepest = e;
        for (Throwable t = e; t != null; t = t.getCause()) {
            // failed attempts on the several addresses of one host hang on as suppressed
            deepest = t.getCause() == null && t.getSuppressed().length > 0 ? root(t.getSuppressed()[0]) : t;
        }
        return deepest;
    }

    private static String without(String secret, String text) {
        return secret.isEmpty() ? text : text.replace(secret, "****");
    }

    private static @Nullable Throwable secretless(Throwable e, String secret) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (!secret.isEmpty() && t.toString().contains(secret)) {
                return null;
            }
        }
        return e;
    }
}
