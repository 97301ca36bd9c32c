package vektra.http.access;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import vektra.addons.home.Tokens;
import vektra.model.Token;

/** The tokens, read again whenever a change of them may have happened, so that a revoked one stops at once. */
public final class TokenBook {
    private final Supplier<Optional<String>> state;
    private final Supplier<List<Token>> reader;
    private Optional<String> stamp = Optional.empty();
    private List<Token> tokens = List.of();

    /** @param state differs after each change of the store; empty while two changes might look the same */
    public TokenBook(Supplier<Optional<String>> state, Supplier<List<Token>> reader) {
        this.state = state;
        this.reader = reader;
    }

    /** The token that a caller shows. */
    Optional<Token> shown(String secret) {
        return Tokens.shown(current(), secret);
    }

    /** Whether a token is still there as it was. */
    boolean holds(Token token) {
        return current().contains(token);
    }

    private synchronized List<Token> current() {
        Optional<String> now = state.get();
        if (now.isEmpty() || !now.equals(stamp)) {
            tokens = reader.get();
            stamp = now;
        }
        return tokens;
    }
}
