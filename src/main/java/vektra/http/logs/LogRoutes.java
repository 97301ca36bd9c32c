package vektra.http.logs;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vektra.http.platform.AppRoutes;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Fields;
import vektra.http.request.Refusal;
import vektra.http.request.Route;
import vektra.json.Json;
import vektra.logs.Logs;
import vektra.logs.collect.Wanted;
import vektra.model.Token;
import vektra.model.app.App;
import vektra.model.logs.LogLine;
import vektra.model.text.Shown;

/** The recent log lines of an app: a request gives an address, and events at that address are the lines. */
public final class LogRoutes {
    private static final String SESSIONS = "/log-sessions/{session}";
    private static final String EVENTS = "text/event-stream";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'").withZone(ZoneOffset.UTC);
    private static final int USUAL = 100;
    private static final int MOST = 10_000;
    /** Those of apps; there are no others here. */
    private static final String APPS = "app";
    /** How soon one that wants the lines that come asks again. */
    private static final String COME_BACK = "retry: 500\n\n";

    private final Logs logs;
    private final LogSessions sessions;

    /** @param holds whether a token still lets in */
    public LogRoutes(Logs logs, Clock clock, Predicate<Token> holds) {
        this.logs = logs;
        this.sessions = new LogSessions(clock, holds);
    }

    public List<Route> all() {
        return List.of(
                Route.post(
                                "/apps/{app}/log-sessions",
                                "Where to read the log lines of an app",
                                "NewLogSession",
                                201,
                                "LogSession",
                                this::open)
                        .needs(Token.Scope.READ),
                Route.get(SESSIONS, "The log lines, as events; with tail ask again for more", EVENTS, this::lines)
                        .needs(null));
    }

    private Answer open(Call call) {
        Fields body = call.body();
        App app = AppRoutes.app(call);
        String source = body.text("source");
        int last = source == null || source.equals(APPS) ? body.number("lines", USUAL) : 0;
        if (last < 0 || last > MOST) {
            throw Refusal.invalid("lines must be 0 to " + MOST + ".");
        }
        // an app is not shown what one of its name left that is gone
        long made = LogLine.micros(app.createdAt());
        Wanted wanted = new Wanted(last, Long.MIN_VALUE, made, process(body.text("dyno")));
        String secret =
                sessions.open(logs.following(app.name(), wanted), call.caller().token(), body.flag("tail"));
        String now = Instant.now().toString();
        return Answer.created(Json.map(
                "created_at",
                now,
                "id",
                UUID.randomUUID().toString(),
                "logplex_url",
                call.base() + SESSIONS.replace("{session}", secret),
                "updated_at",
                now));
    }

    /** A type of processes stands for all of it. */
    private static @Nullable String process(@Nullable String dyno) {
        return dyno == null || dyno.indexOf('.') >= 0 ? dyno : dyno + "*";
    }

    private Answer lines(Call call) {
        List<LogLine> lines =
                sessions.next(call.name("session")).orElseThrow(() -> Refusal.notFound("log session", "log_session"));
        StringBuilder events = new StringBuilder(COME_BACK);
        for (LogLine line : lines) {
            events.append("data: ")
                    .append(TIME.format(LogLine.time(line.micros())))
                    .append(" app[")
                    .append(Shown.plain(line.stream().process()))
                    .append("]: ")
                    .append(Shown.plain(line.message()))
                    .append("\n\n");
        }
        return Answer.text(EVENTS, events.toString());
    }
}
