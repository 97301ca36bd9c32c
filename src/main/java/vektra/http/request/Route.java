package vektra.http.request;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.model.Token;

/**
 * One operation of the API.
 *
 * @param scope what a token must allow; null needs no token
 * @param summary one line for the OpenAPI document
 * @param takes the schema of its body there; null for none
 * @param gives the schema of its answer there; null for an answer that is no JSON
 * @param stored whether its answer depends on nothing but what is stored, and holds nothing secret
 * @param asks the names of what its query can hold
 * @param forSome whether tokens that are limited to some apps may use it, though no app or add-on is in its path
 */
public record Route(
        String method,
        Template path,
        Token.@Nullable Scope scope,
        String summary,
        @Nullable String takes,
        int status,
        @Nullable String gives,
        boolean stored,
        List<String> asks,
        boolean forSome,
        Handler handler) {

    public static Route get(String path, String summary, String gives, Handler handler) {
        return of("GET", path, Token.Scope.READ, summary, null, 200, gives, handler);
    }

    /** Gives nothing secret: for tokens of scope view. */
    public static Route view(String path, String summary, String gives, Handler handler) {
        return get(path, summary, gives, handler).needs(Token.Scope.VIEW);
    }

    public static Route post(String path, String summary, String takes, int status, String gives, Handler handler) {
        return of("POST", path, Token.Scope.WRITE, summary, takes, status, gives, handler);
    }

    public static Route patch(String path, String summary, String takes, String gives, Handler handler) {
        return of("PATCH", path, Token.Scope.WRITE, summary, takes, 200, gives, handler);
    }

    public static Route delete(String path, String summary, String gives, Handler handler) {
        return of("DELETE", path, Token.Scope.WRITE, summary, null, 200, gives, handler);
    }

    private static Route of(
            String method,
            String path,
            Token.Scope scope,
            String summary,
            @Nullable String takes,
            int status,
            String gives,
            Handler handler) {
        return new Route(
                method, Template.of(path), scope, summary, takes, status, gives, false, List.of(), false, handler);
    }

    /** The same route with a body. */
    public Route takes(String schema) {
        return new Route(method, path, scope, summary, schema, status, gives, stored, asks, forSome, handler);
    }

    /** The same route for tokens of another scope; null needs no token. */
    public Route needs(Token.@Nullable Scope other) {
        return new Route(method, path, other, summary, takes, status, gives, stored, asks, forSome, handler);
    }

    /** The same route with a query. */
    public Route asks(String... names) {
        return new Route(method, path, scope, summary, takes, status, gives, stored, List.of(names), forSome, handler);
    }

    /** The same route, also for tokens that are limited to some apps: it gives and changes nothing of others. */
    public Route forSomeApps() {
        return new Route(method, path, scope, summary, takes, status, gives, stored, asks, true, handler);
    }

    /** Whether tokens that are limited to some apps may use it; what its path names is then checked where it is found. */
    public boolean isForSome() {
        return forSome || path.has("app") || path.has("addon") || path.has("attachment");
    }

    /** Whether its requests count towards what a token may send; pieces of what was counted when it began do not. */
    public boolean isCounted() {
        return scope == null || !path.text().matches("/remote/(input/.*|connections)");
    }

    /** The same route by another method. */
    public Route by(String other) {
        return new Route(other, path, scope, summary, takes, status, gives, stored, asks, forSome, handler);
    }

    /** The same route, whose answers may be kept while nothing changes. */
    public Route keptWhileStored() {
        return new Route(method, path, scope, summary, takes, status, gives, true, asks, forSome, handler);
    }
}
