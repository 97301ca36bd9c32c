package vektra.provider.mariadb;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.model.service.Server;
import vektra.model.text.Input;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.provider.mariadb.session.ServerUrl;
import vektra.sql.ConnectionOptions;

/** Says in words what a {@link SQLException} means for the server at hand; never repeats a statement or a password. */
record Failures(Server server, ServerUrl url, Duration timeout) {
    static final int WRONG_PASSWORD = 1045;
    static final int LOCKED = 4151;
    /** All connections that one account may have are open, which only its right password leads to. */
    private static final Set<Integer> ACCOUNT_FULL = Set.of(1203, 1226);

    /** Wrong or no password, locked, not from this host, not into this database, no such database. */
    private static final Set<Integer> REFUSALS = Set.of(WRONG_PASSWORD, 1698, LOCKED, 1130, 1044, 1049);

    private static final Set<Integer> LACKING_RIGHTS = Set.of(1044, 1142, 1143, 1227, 1370, 1410);
    private static final int SERVER_FULL = 1040;

    static boolean full(SQLException e) {
        return e.getErrorCode() == SERVER_FULL;
    }

    static boolean accountFull(SQLException e) {
        return ACCOUNT_FULL.contains(e.getErrorCode());
    }

    static boolean refusal(SQLException e) {
        return REFUSALS.contains(e.getErrorCode());
    }

    VektraException of(SQLException e) {
        int code = e.getErrorCode();
        if (full(e) || accountFull(e)) {
            return unavailable(where() + "has no free connection: " + said(e), connections(), e);
        }
        if (LACKING_RIGHTS.contains(code)) {
            return VektraException.refused(
                    where() + "does not let '" + url.user() + "' do this: " + said(e), Fitness.RIGHTS, e);
        }
        if (refusal(e)) {
            return VektraException.refused(
                    where() + "refused Vektra's administrator '" + url.user() + "': " + said(e),
                    server.managed()
                            ? Text.of("it gets its password back by ", Next.of("addons:restart", server.id()))
                            : "check user and password of the URL that the server was adopted with",
                    e);
        }
        return fromServer(e)
                ? unavailable(where() + "said: " + said(e), null, e)
                : unavailable(where() + connection(e), remedy(), e);
    }

    /** The same for credentials that were just made and do not work. */
    VektraException ofNewLogin(SQLException e) {
        return refusal(e)
                ? unavailable(
                        where() + "refuses the new account '" + url.user() + "': " + said(e),
                        "on an adopted server an account without a name ('') or password rules may be in its way",
                        e)
                : of(e);
    }

    /** The same for an app's own login. */
    VektraException ofApp(SQLException e) {
        return refusal(e)
                ? VektraException.refused(where() + "refuses the app's '" + url.user() + "': " + said(e), null, e)
                : of(e);
    }

    private String where() {
        return server.service() + " at " + url.host() + " ";
    }

    private CharSequence connections() {
        return server.managed()
                ? Text.of(
                        "close connections, or raise ",
                        Input.of(ConnectionOptions.MAX_CONNECTIONS),
                        " and restart the server")
                : "close connections, or raise max_connections of the server";
    }

    private String connection(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return "did not answer within " + timeout.toSeconds() + " s";
            }
            if (cause instanceof UnknownHostException) {
                return "is unknown: no such host";
            }
            if (cause instanceof ConnectException) {
                return "does not answer: connection refused or no route";
            }
        }
        return "is unavailable: " + said(e);
    }

    private CharSequence remedy() {
        return server.managed()
                ? Text.of("start it with ", Next.of("addons:restart", server.id()))
                : "check that it runs and can be reached";
    }

    private static boolean fromServer(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return e.getErrorCode() > 0 && !state.startsWith("08");
    }

    /** Without what the driver puts before it; a server quotes the text of a statement that it does not understand. */
    static String said(SQLException e) {
        String text = firstLine(e.getMessage()).replaceFirst("^\\(conn=[0-9]+\\) ", "");
        int quoted = text.indexOf(" near '");
        return quoted < 0 ? text : text.substring(0, quoted);
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "no reason given" : text.lines().findFirst().orElse("no reason given");
    }

    private static VektraException unavailable(String message, @Nullable CharSequence hint, SQLException e) {
        return VektraException.unavailable(message, hint, e);
    }
}
