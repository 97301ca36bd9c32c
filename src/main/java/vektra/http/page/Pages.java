package vektra.http.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.http.access.Access;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Handler;
import vektra.http.request.Refusal;
import vektra.http.request.Route;
import vektra.http.request.Sessions;
import vektra.model.Token;

/** The web page, and the login to it. Its files hold no data, so that they need no login. */
public final class Pages {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    /** No dot and no slash before the ending: only files of the page itself can be asked for. */
    private static final Pattern FILE = Pattern.compile("[a-z]+\\.(css|js|svg)");

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");
    private static final String HTML = "text/html; charset=utf-8";

    private final Sessions sessions;
    private final Access access;

    public Pages(Sessions sessions, Access access) {
        this.sessions = sessions;
        this.access = access;
    }

    public List<Route> routes() {
        return List.of(
                page("/", "The web page", "text/html", call -> answer(HTML, "index.html")),
                page("/monitors", "The web page, at its status page", "text/html", call -> answer(HTML, "index.html")),
                page("/static/{file}", "A file of the web page", "text/plain", call -> file("", call.name("file"))),
                page(
                        "/static/js/{file}",
                        "A script of the web page",
                        "text/javascript",
                        call -> file("js/", call.name("file"))),
                Route.post("/login", "Log in to the web page with a token", "Anything", 201, "Login", this::login)
                        .needs(null),
                Route.post("/logout", "Log out of the web page", "Anything", 200, "Nothing", this::logout)
                        .needs(Token.Scope.VIEW)
                        .forSomeApps());
    }

    private static Route page(String path, String summary, String type, Handler handler) {
        return Route.get(path, summary, type, handler).needs(null);
    }

    private static Answer file(String folder, String name) {
        Matcher file = FILE.matcher(name);
        if (!file.matches()) {
            throw Refusal.noSuchPage();
        }
        return answer(TYPES.getOrDefault(file.group(1), HTML), folder + name);
    }

    private static Answer answer(String type, String resource) {
        byte[] bytes = bytes(resource);
        if (bytes == null) {
            throw Refusal.noSuchPage();
        }
        // asked for each time, and answered by the tag alone when nothing changed
        return Answer.bytes(type, bytes)
                .with("Cache-Control", "no-cache")
                .with("Content-Security-Policy", POLICY)
                .with("Referrer-Policy", "no-referrer")
                .with("Cross-Origin-Opener-Policy", "same-origin")
                .with("Cross-Origin-Resource-Policy", "same-origin");
    }

    private static byte @Nullable [] bytes(String resource) {
        try (InputStream in = Pages.class.getResourceAsStream(resource)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only takes JSON, which no other site can make a browser send without asking first. */
    private Answer login(Call call) {
        Token token = access.known(call.body().requiredText("token").strip(), call.exchange());
        return Answer.created(Map.of("session", sessions.open(token).id()));
    }

    private Answer logout(Call call) {
        Sessions.Session session = call.caller().session();
        if (session != null) {
            sessions.close(session);
        }
        return Answer.ok(List.of());
    }
}
