package vektra.http.request;

import org.jspecify.annotations.Nullable;
import vektra.model.Token;

/**
 * Who sent a request.
 *
 * @param session null when the request showed the token itself
 */
public record Caller(Token token, Sessions.@Nullable Session session) {
    public String name() {
        return token.name();
    }

    /** Whom releases and the audit name: no user of the system is called so. */
    String user() {
        return token.user();
    }
}
