package vektra.remote;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;
import vektra.model.text.Kind;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.relay.Side;
import vektra.relay.Upstream;

/** A server that runs commands, as its clients see it. */
public final class RemoteServer {
    private static final String JSON = "application/json";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int UNKNOWN = 404;
    private static final int REFUSED = 400;
    private static final int BROKEN = 500;

    private final Remote remote;
    private final String version;

    /** @param version of this Vektra, for what is said where the other one's does not fit */
    public RemoteServer(Remote remote, String version) {
        this.remote = remote;
        this.version = version;
    }

    /** What the server says of itself and of the token. */
    public record Hello(String version, String token, String scope) {}

    public Remote remote() {
        return remote;
    }

    /** Asks who is there; refuses a token that cannot run commands. */
    public Hello hello() {
        Map<String, Object> answer = asked("GET", Protocol.HELLO, new byte[0]);
        return new Hello(
                Shown.plain(String.valueOf(answer.get("version"))),
                Shown.plain(String.valueOf(answer.get("token"))),
                Shown.plain(String.valueOf(answer.get("scope"))));
    }

    /** Asks for one answer in JSON. */
    public Map<String, Object> asked(String method, String path, byte[] body) {
        try (Wire wire = open()) {
            Wire.Reply reply = checked(wire.send(method, path, JSON, body));
            return Json.object(Json.parse(reply.body().readAllBytes()));
        } catch (IOException e) {
            throw broken("before it answered: " + reason(e), e);
        }
    }

    /** Runs a command; the exit code is its own. */
    public int run(Wanted wanted, Console console) {
        try (Wire wire = open()) {
            return new Running(this, wire, console).run(wanted.bytes());
        }
    }

    /**
     * Where connections to a server behind this one lead to.
     *
     * @param address how it is called there
     * @param wanted which server
     */
    public Upstream upstream(String address, Map<String, ?> wanted) {
        byte[] body = Json.bytes(wanted);
        return new Upstream() {
            @Override
            public String address() {
                return address + " by " + remote.name();
            }

            @Override
            public Side connect() throws IOException {
                try {
                    return Tunnel.open(RemoteServer.this, body);
                } catch (VektraException e) {
                    throw new IOException(e.getMessage(), e);
                }
            }
        };
    }

    /** An answer that comes piece by piece. */
    DataInputStream frames(Wire wire, String path, byte[] body) throws IOException {
        return new DataInputStream(checked(wire.send("POST", path, JSON, body)).body());
    }

    Wire open() {
        try {
            return Wire.open(remote);
        } catch (SSLException e) {
            throw VektraException.unavailable(
                    "TLS with " + remote.url()
                            + " failed: its certificate has expired, is for another host, or is not signed by an"
                            + " authority that is trusted here",
                    Text.of(
                            "to trust its authority: ",
                            Next.of("login", remote.url())
                                    .with("name", remote.name())
                                    .with("ca", "FILE")),
                    e);
        } catch (IOException e) {
            throw VektraException.unavailable(
                    "the server of " + remote.name() + " cannot be reached at " + remote.url() + ": " + reason(e),
                    Text.of("nothing was sent; try again when it answers, or see: ", Next.of("remotes")),
                    e);
        }
    }

    /** What is said when the connection ends too soon. */
    VektraException broken(String when, IOException e) {
        return VektraException.unavailable(
                "the connection to " + remote.name() + " broke " + when,
                Text.of(
                        "what the command had begun is finished or undone there; see: ",
                        Next.of("audit").with("remote", remote.name())),
                e);
    }

    static String reason(IOException e) {
        String said = e.getMessage();
        return said == null ? e.getClass().getSimpleName() : Shown.plain(said);
    }

    /** The answer, unless it is a refusal. */
    Wire.Reply checked(Wire.Reply reply) throws IOException {
        String spoken = reply.headers().get(Protocol.HEADER.toLowerCase(Locale.ROOT));
        if (spoken != null && !spoken.equals(String.valueOf(Protocol.VERSION))) {
            throw other(Shown.plain(reply.headers().getOrDefault("vektra-version", "unknown")), spoken);
        }
        if (reply.status() == UNAUTHORIZED) {
            throw VektraException.conflict(
                    "the server of " + remote.name() + " does not accept the token: it was revoked or has expired",
                    Text.of(
                            "get another one, then: ",
                            Next.of("login", remote.url()).with("name", remote.name())));
        }
        if (reply.status() < REFUSED && spoken != null) {
            return reply;
        }
        Map<String, Object> refusal = refusal(reply);
        Object message = refusal.get("message");
        boolean route = reply.status() == UNKNOWN && spoken == null;
        if (reply.status() < REFUSED || message == null || route) {
            throw VektraException.conflict(
                    "at " + remote.url() + " there is no Vektra server that runs commands of version "
                            + Protocol.VERSION + ": it is older than this Vektra (" + version + "), or something else",
                    "upgrade Vektra there, or type the command on that machine");
        }
        Object hint = refusal.get("hint");
        throw new VektraException(
                kind(reply.status()),
                Shown.plain(String.valueOf(message)).replaceFirst("\\.$", ""),
                hint == null ? null : Shown.plain(hint.toString()));
    }

    private VektraException other(String theirs, String spoken) {
        boolean newer = spoken.matches("[0-9]{1,9}") && Integer.parseInt(spoken) > Protocol.VERSION;
        return VektraException.conflict(
                "the server of " + remote.name() + " is Vektra " + theirs + " and runs commands of version "
                        + Shown.plain(spoken) + ", this is Vektra " + version + " with version " + Protocol.VERSION,
                newer ? "upgrade Vektra on this machine" : "upgrade Vektra on that machine");
    }

    private static Map<String, Object> refusal(Wire.Reply reply) throws IOException {
        byte[] body = reply.body().readNBytes(Protocol.PIECE);
        @Nullable Object value;
        try {
            value = Json.parse(body);
        } catch (IOException e) {
            return Map.of();
        }
        return Json.object(value);
    }

    private static Kind kind(int status) {
        if (status >= BROKEN || status == 429) {
            return Kind.UNAVAILABLE;
        }
        return switch (status) {
            case UNKNOWN -> Kind.NOT_FOUND;
            case FORBIDDEN, 409, 423 -> Kind.CONFLICT;
            default -> Kind.INVALID;
        };
    }
}
