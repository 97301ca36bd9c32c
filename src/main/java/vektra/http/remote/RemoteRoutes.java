package vektra.http.remote;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Handler;
import vektra.http.request.Refusal;
import vektra.http.request.Route;
import vektra.http.request.Streamed;
import vektra.json.Json;
import vektra.model.Token;
import vektra.remote.Commands;
import vektra.remote.Frame;
import vektra.remote.Protocol;
import vektra.remote.Wanted;

/** Commands of the CLI that clients elsewhere have run here; what each needs of the token is decided where it is declared. */
public final class RemoteRoutes {
    private static final String THEIRS = "Vektra-Version";

    private final Commands commands;
    private final String version;
    private final Talks talks;
    private final Programs programs;

    /**
     * @param version of this Vektra
     * @param held whether a token still lets in
     */
    public RemoteRoutes(Commands commands, String version, Predicate<Token> held) {
        this.commands = commands;
        this.version = version;
        this.talks = new Talks(held);
        this.programs = new Programs(talks);
    }

    public List<Route> all() {
        return List.of(
                Route.view(Protocol.HELLO, "Whether commands can be run here", "Anything", spoken(this::hello))
                        .forSomeApps(),
                Route.post(
                                Protocol.COMMANDS,
                                "Run a command, whose output is streamed",
                                "Anything",
                                200,
                                Protocol.TYPE,
                                spoken(this::run))
                        .needs(Token.Scope.VIEW)
                        .forSomeApps(),
                Route.post(
                                Protocol.INPUT + "{talk}",
                                "Send input to a running command",
                                "Anything",
                                200,
                                "Anything",
                                spoken(this::take))
                        .needs(Token.Scope.VIEW)
                        .forSomeApps()
                        .asks("at", "last"),
                posted(
                        Protocol.PROGRAMS,
                        "Variables and servers for a program of a client",
                        "Anything",
                        programs::program),
                posted(Protocol.ADDRESS, "Where the server of an add-on is", "Anything", programs::address),
                posted(
                        Protocol.CONNECTIONS,
                        "Connect to the server of an add-on, whose answers are streamed",
                        Protocol.TYPE,
                        programs::connect));
    }

    private Route posted(String path, String summary, String gives, Handler handler) {
        return Route.post(path, summary, "Anything", 200, gives, spoken(handler))
                .forSomeApps();
    }

    /** With the version of the protocol in each answer; another one is refused. */
    private Handler spoken(Handler handler) {
        return call -> {
            String theirs = call.header(Protocol.HEADER);
            boolean other = theirs != null && !theirs.equals(String.valueOf(Protocol.VERSION));
            Answer answer = other
                    ? Answer.json(
                            409,
                            Json.map(
                                    "id",
                                    "conflict",
                                    "message",
                                    "This is Vektra " + version + ", which runs commands of version " + Protocol.VERSION
                                            + " only."))
                    : handler.answer(call);
            return answer.with(Protocol.HEADER, String.valueOf(Protocol.VERSION))
                    .with(THEIRS, version);
        };
    }

    private Answer hello(Call call) {
        Token token = call.caller().token();
        return Answer.ok(Json.map(
                "version",
                version,
                "token",
                token.name(),
                "scope",
                token.scope().word()));
    }

    private Answer run(Call call) {
        Wanted wanted = wanted(call);
        Token token = call.caller().token();
        return streamed(out -> {
            Stdin stdin = new Stdin();
            talks.hold(token, stdin, out, talk -> {
                stdin.asks(() -> talk.send(Frame.of(Frame.Kind.READ, "")));
                int code = commands.run(
                        wanted,
                        token,
                        new Commands.Streams(stdin, new Piped(talk, Frame.Kind.OUT), new Piped(talk, Frame.Kind.ERR)));
                talk.send(Frame.of(Frame.Kind.END, String.valueOf(code)));
            });
        });
    }

    private static Wanted wanted(Call call) {
        try {
            return Wanted.of(Json.object(Json.parse(call.bytes())));
        } catch (IOException e) {
            throw Refusal.badRequest("The body is no JSON object.");
        }
    }

    private static Answer streamed(Streamed body) {
        return new Answer(200, Protocol.TYPE, body, Map.of());
    }

    private Answer take(Call call) {
        Map<String, String> query = call.query(List.of("at", "last"));
        String at = query.getOrDefault("at", "");
        if (!at.matches("[0-9]{1,18}")) {
            throw Refusal.invalid("at must be a number.");
        }
        long received = talks.named(call).take(Long.parseLong(at), call.bytes(), query.containsKey("last"));
        return Answer.ok(Json.map("received", received));
    }
}
