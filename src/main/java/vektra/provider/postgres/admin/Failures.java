package vektra.provider.postgres.admin;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import vektra.model.text.Input;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.provider.postgres.session.ServerUrl;
import vektra.sql.ConnectionOptions;

/** Says in words what a {@link SQLException} means for the server at hand; never repeats a statement or a password. */
public record Failures(ServerUrl url, boolean managed, Duration timeout) {

    public VektraException of(SQLException e) {
        String where = "postgres at " + url.at() + " ";
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return switch (state) {
            case "28P01", "28000" ->
                VektraException.refused(
                        where + "refused Vektra's administrator '" + url.user() + "': " + said(e),
                        managed
                                ? "the password of that role was changed on the server"
                                : "check user and password of the URL that the server was adopted with",
                        e);
            case "53300" ->
                unavailable(
                        where + "has no free connection: " + said(e),
                        managed
                                ? Text.of(
                                        "close connections, or raise ",
                                        Input.of(ConnectionOptions.MAX_CONNECTIONS),
                                        " and restart the server")
                                : "close connections, or raise max_connections of the server",
                        e);
            case "57P03" -> unavailable(where + "takes no connections: " + said(e), "try again in a moment", e);
            case "42501" ->
                VektraException.refused(
                        where + "does not let '" + url.user() + "' do this: " + said(e),
                        "the administrator of an adopted server needs CREATEROLE and CREATEDB",
                        e);
            default ->
                fromServer(e) == null
                        ? unavailable(where + connection(e), remedy(), e)
                        : unavailable(where + "said: " + said(e), null, e);
        };
    }

    /** The same for credentials that were just made and do not work. */
    VektraException ofNewLogin(SQLException e) {
        if ("28P01".equals(e.getSQLState()) || "28000".equals(e.getSQLState())) {
            return unavailable(
                    "postgres at " + url.at() + " refuses the new role '" + url.user() + "': " + said(e),
                    "its pg_hba.conf must let apps log in with scram-sha-256",
                    e);
        }
        return of(e);
    }

    /** The same for an app's own login. */
    public VektraException ofApp(SQLException e) {
        return "28P01".equals(e.getSQLState()) || "28000".equals(e.getSQLState())
                ? VektraException.refused(
                        "postgres at " + url.at() + " refuses the app's '" + url.user() + "': " + said(e), null, e)
                : of(e);
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
            if (cause instanceof SSLException) {
                return "did not pass the TLS check: " + firstLine(cause.getMessage());
            }
        }
        return "is unavailable: " + firstLine(e.getMessage());
    }

    private CharSequence remedy() {
        return managed
                ? Text.of("start it with ", Next.of("addons:restart", "postgres"))
                : "check that it runs and can be reached";
    }

    private static String said(SQLException e) {
        ServerErrorMessage message = fromServer(e);
        return firstLine(message == null ? e.getMessage() : message.getMessage());
    }

    private static @Nullable ServerErrorMessage fromServer(SQLException e) {
        return e instanceof PSQLException p ? p.getServerErrorMessage() : null;
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "no reason given" : text.lines().findFirst().orElse("no reason given");
    }

    private static VektraException unavailable(String message, @Nullable CharSequence hint, SQLException e) {
        return VektraException.unavailable(message, hint, e);
    }
}
