package vektra.http;

import org.jspecify.annotations.Nullable;
import vektra.model.Token;

/**
 * Who sent a request.
 *
 * @param session null when the request showed the token itself
 */
record Caller(Token token, Sessions.@Nullable Session session) {
    String name() {
        return token.name();
    }

    /** Whom releases and the audit name: no user of the system is called so. */
    String user() {
        return "token " + name();
    }
}
