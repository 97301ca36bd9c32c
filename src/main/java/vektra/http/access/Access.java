package vektra.http.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.http.request.Caller;
import vektra.http.request.FailedTokens;
import vektra.http.request.Refusal;
import vektra.http.request.Route;
import vektra.http.request.Sessions;
import vektra.model.Token;
import vektra.model.name.AppName;
import vektra.model.service.Service;
import vektra.model.service.ServiceOption;

/** Decides who is let in, by a token or by a login of the web page. */
public final class Access {
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    private final TokenBook tokens;
    private final Sessions sessions;
    private final FailedTokens failed;
    private final Proxies proxies;

    public Access(TokenBook tokens, Sessions sessions, FailedTokens failed, Proxies proxies) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.failed = failed;
        this.proxies = proxies;
    }

    /** Who sent a request; unknown tokens are refused, from one address only so often before it has to wait. */
    public Caller caller(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String authorization = headers.getFirst("Authorization");
        if (authorization != null) {
            return new Caller(known(secret(authorization), exchange), null);
        }
        return Optional.ofNullable(headers.getFirst(Sessions.HEADER))
                .flatMap(sessions::find)
                .map(this::caller)
                .orElseThrow(Refusal::unauthorized);
    }

    /** The token of that secret, for who is about to log in. */
    public Token known(@Nullable String secret, HttpExchange exchange) {
        Optional<Token> token = secret == null ? Optional.empty() : tokens.shown(secret);
        return token.orElseThrow(
                () -> failed.tooMany(proxies.client(exchange)) ? Refusal.tooMany() : Refusal.unauthorized());
    }

    /** Whether a token still lets in. */
    public boolean holds(Token token) {
        return tokens.holds(token);
    }

    private Caller caller(Sessions.Session session) {
        if (!tokens.holds(session.token())) {
            sessions.close(session);
            throw Refusal.unauthorized();
        }
        return new Caller(session.token(), session);
    }

    /** Refuses what the caller may not do, as far as its route says it. */
    public static void check(Caller caller, Route route) {
        Token.Scope needed = route.scope();
        if (needed != null && !caller.token().scope().allows(needed)) {
            throw Refusal.forbidden("This needs a token of scope " + needed.word() + "; " + caller.name() + " has "
                    + caller.token().scope().word() + ".");
        }
        if (!caller.token().isForAll() && !route.isForSome()) {
            throw Refusal.forbidden("This needs a token for all apps; " + caller.name() + " is limited to "
                    + caller.token().apps().stream().map(AppName::value).collect(Collectors.joining(", ")) + ".");
        }
    }

    /** Refuses the operator's options to tokens without the scope {@code admin}. */
    public static void checkOptions(Caller caller, Service service, Set<String> given) {
        List<String> reserved = service.options().stream()
                .filter(option -> !option.forAddons() && given.contains(option.name()))
                .map(ServiceOption::name)
                .toList();
        if (!reserved.isEmpty() && !caller.token().scope().allows(Token.Scope.ADMIN)) {
            throw Refusal.forbidden("The option " + reserved.get(0) + " of " + service.name()
                    + " needs a token of scope admin; " + caller.name() + " has "
                    + caller.token().scope().word() + ".");
        }
    }

    /** Bearer as it is; of Basic the password, with any user. */
    private static @Nullable String secret(String authorization) {
        if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return null;
        }
        try {
            String pair = new String(
                    Base64.getDecoder()
                            .decode(authorization.substring(BASIC.length()).strip()),
                    UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
