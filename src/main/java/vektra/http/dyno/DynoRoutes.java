package vektra.http.dyno;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import vektra.http.platform.AppRoutes;
import vektra.http.platform.AppView;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Fields;
import vektra.http.request.Refusal;
import vektra.http.request.Route;
import vektra.json.Json;
import vektra.model.Token;
import vektra.model.app.App;

/** Programs of apps, run on the server's machine. */
public final class DynoRoutes {
    private static final String DYNOS = "/apps/{app}/dynos";
    /** What of the server's own environment a program gets; the rest may be meant for Vektra alone. */
    private static final List<String> PASSED_ON = List.of("PATH", "HOME", "USER", "LOGNAME", "LANG", "TZ", "TMPDIR");

    private final Rendezvous rendezvous;
    private final AtomicInteger started = new AtomicInteger();

    public DynoRoutes(Rendezvous rendezvous) {
        this.rendezvous = rendezvous;
    }

    public List<Route> all() {
        return List.of(
                Route.view(DYNOS, "The programs of an app: none are known", "Nothing", call -> {
                    AppRoutes.app(call);
                    return Answer.ok(List.of());
                }),
                Route.post(DYNOS, "Run a program on the server's machine", "NewDyno", 201, "Dyno", this::run)
                        .needs(Token.Scope.ADMIN));
    }

    private Answer run(Call call) {
        Fields body = call.body();
        App app = AppRoutes.app(call);
        String command = body.requiredText("command");
        Map<String, String> environment = new HashMap<>();
        for (String name : PASSED_ON) {
            String value = System.getenv(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        environment.putAll(body.object("env").given());
        environment.putAll(call.verbs().environment().of(app.name()));
        refuseUnfit(command, environment);
        Dyno dyno = new Dyno(
                UUID.randomUUID().toString(),
                "run." + started.incrementAndGet(),
                app.name(),
                command,
                environment,
                Instant.now());
        String place = null;
        if (body.flag("attach")) {
            place = rendezvous.place(call.host(), dyno);
        } else {
            dyno.runAlone();
        }
        return Answer.created(view(app, dyno, place));
    }

    private static void refuseUnfit(String command, Map<String, String> environment) {
        boolean unfit = command.indexOf('\0') >= 0
                || environment.entrySet().stream()
                        .anyMatch(var -> var.getKey().isEmpty()
                                || var.getKey().contains("=")
                                || (var.getKey() + var.getValue()).indexOf('\0') >= 0);
        if (unfit) {
            throw Refusal.invalid("The command or its env holds a value that cannot be passed to a program.");
        }
    }

    private static Map<String, @Nullable Object> view(App app, Dyno dyno, @Nullable String place) {
        String created = dyno.createdAt().toString();
        return Json.map(
                "app",
                AppView.brief(app),
                "attach_url",
                place,
                "command",
                dyno.command(),
                "created_at",
                created,
                "id",
                dyno.id(),
                "name",
                dyno.name(),
                "release",
                Json.map("version", app.release()),
                "size",
                "local",
                "state",
                "starting",
                "type",
                "run",
                "updated_at",
                created);
    }
}
