package vektra.cli.command;

import org.jspecify.annotations.Nullable;
import vektra.model.Token;
import vektra.model.name.AppName;

/**
 * What the caller of a command gets to see.
 *
 * @param token that of a client elsewhere; null on this machine, where everything is seen
 */
public record Sight(@Nullable Token token) {
    /** Whether it reaches an app. */
    public boolean of(AppName app) {
        return token == null || token.reaches(app);
    }

    /** Whether it sees that an app uses an add-on: what it owns, and its own uses of what others own. */
    public boolean of(AppName user, @Nullable AppName owner) {
        return of(user) || (owner != null && of(owner));
    }

    /** Whether it reaches credentials and the like. */
    public boolean ofSecrets() {
        return token == null || token.scope().allows(Token.Scope.READ);
    }
}
