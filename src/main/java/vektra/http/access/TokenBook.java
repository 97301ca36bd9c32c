package vektra.http.access;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import vektra.addons.home.Tokens;
import vektra.file.TokenUses;
import vektra.model.Token;

/** The tokens, read again whenever a change of them may have happened, so that a revoked one stops at once. */
public final class TokenBook {
    private final Supplier<Optional<String>> state;
    private final Supplier<List<Token>> reader;
    private final TokenUses uses;
    private final Clock clock;
    private Optional<String> stamp = Optional.empty();
    private List<Token> tokens = List.of();

    /** @param state differs after each change of the store; empty while two changes might look the same */
    public TokenBook(Supplier<Optional<String>> state, Supplier<List<Token>> reader, TokenUses uses, Clock clock) {
        this.state = state;
        this.reader = reader;
        this.uses = uses;
        this.clock = clock;
    }

    /** The token that a caller shows; one that expired is refused. */
    Optional<Token> shown(String secret) {
        Instant now = clock.instant();
        Optional<Token> token = Tokens.shown(current(), secret).filter(known -> known.holdsAt(now));
        token.ifPresent(known -> uses.use(known, now));
        return token;
    }

    /** Whether a token is still there as it was, and has not expired. */
    boolean holds(Token token) {
        return token.holdsAt(clock.instant()) && current().contains(token);
    }

    private synchronized List<Token> current() {
        Optional<String> now = state.get();
        if (now.isEmpty() || !now.equals(stamp)) {
            tokens = reader.get();
            stamp = now;
            uses.keep(tokens);
        }
        return tokens;
    }
}
