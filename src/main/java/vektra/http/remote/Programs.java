package vektra.http.remote;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.addons.verbs.Verbs;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Fields;
import vektra.http.request.Refusal;
import vektra.http.request.Streamed;
import vektra.json.Json;
import vektra.model.addon.Addon;
import vektra.model.name.AppName;
import vektra.model.service.Client;
import vektra.model.service.HostPort;
import vektra.remote.Frame;
import vektra.remote.Protocol;

/** What a program on a client's machine needs: its variables, and connections to the servers of the app's add-ons. */
final class Programs {
    private static final int CONNECTING = 10_000;

    private final Talks talks;

    Programs(Talks talks) {
        this.talks = talks;
    }

    /** The variables of an app, or the client program of one of its add-ons, with the servers that they name. */
    Answer program(Call call) {
        Fields body = call.body();
        Verbs verbs = call.verbs();
        AppName app = app(call, body.requiredText("app"));
        String what = body.text("what");
        String service = body.text("service");
        Client client = what != null
                ? verbs.connect().client(app, what)
                : new Client(
                        List.of(),
                        service == null
                                ? verbs.environment().of(app)
                                : verbs.environment().of(app, service));
        return Answer.ok(Json.map(
                "command", client.command(),
                "environment", client.environment(),
                "servers",
                        verbs.reach().servers(app).stream()
                                .map(HostPort::toString)
                                .toList()));
    }

    /** Where the server of an add-on is. */
    Answer address(Call call) {
        return Answer.ok(Json.map("server", reached(call, call.body()).toString()));
    }

    private static HostPort reached(Call call, Fields body) {
        String within = body.text("app");
        String addon = body.requiredText("addon");
        call.reach().requireNoOther(addon);
        AppName app = within == null ? null : app(call, within);
        Addon meant = call.verbs().inventory().find(addon, app).addon();
        // what the token does not reach is as if it were not there
        String name = call.find().addon(meant.name().value()).addon().name().value();
        return call.verbs().reach().of(name, null, false).at();
    }

    private static AppName app(Call call, String name) {
        AppName app = new AppName(name);
        if (!call.reach().of(app)) {
            throw Refusal.notFound("app", "app");
        }
        return app;
    }

    /** A connection to a server: to that of an add-on, or to one of those that an app's variables name, and to no other. */
    Answer connect(Call call) {
        Fields body = call.body();
        HostPort server = body.has("addon") ? reached(call, body) : named(call, body);
        Socket socket = open(server);
        Streamed passing = out -> talks.hold(call.caller().token(), new Upward(socket), out, talk -> {
            pass(socket, talk);
            talk.send(Frame.of(Frame.Kind.END, "0"));
        });
        return new Answer(200, Protocol.TYPE, passing, Map.of());
    }

    private static HostPort named(Call call, Fields body) {
        AppName app = app(call, body.requiredText("app"));
        String wanted = body.requiredText("server");
        Set<HostPort> servers = call.verbs().reach().servers(app);
        @Nullable
        HostPort found = servers.stream()
                .filter(server -> server.toString().equals(wanted))
                .findFirst()
                .orElse(null);
        if (found == null) {
            throw Refusal.forbidden("No add-on of " + app + " has a server there.");
        }
        return found;
    }

    private static Socket open(HostPort server) {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(server.host(), server.port()), CONNECTING);
            return socket;
        } catch (IOException e) {
            new Upward(socket).leave();
            throw Refusal.invalid("The server at " + server + " does not answer: " + e.getMessage());
        }
    }

    private static void pass(Socket server, Talk talk) throws IOException {
        byte[] bytes = new byte[1 << 16];
        InputStream in = server.getInputStream();
        try {
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                talk.send(Frame.Kind.OUT, bytes, 0, read);
            }
        } catch (SocketException e) {
            // ended by either side: the client sees the end
        }
    }
}
