package vektra.addons.home;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.Lookup;
import vektra.model.Token;
import vektra.model.addon.Lifetime;
import vektra.model.name.AppName;
import vektra.model.text.Nearest;
import vektra.model.text.Next;
import vektra.model.text.Secret;
import vektra.model.text.Sha256;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Locks;
import vektra.spi.Store;

/** Says who may use the HTTP API. */
public record Tokens(Engine engine, History history) {
    private static final String PREFIX = "vk_";
    private static final int RANDOM_BYTES = 32;

    /**
     * A token that was made just now.
     *
     * @param secret what callers show; can never be shown again
     */
    public record Created(Token token, Secret secret) {}

    /** All tokens, sorted by name. */
    public List<Token> list() {
        return engine.read().tokens();
    }

    /**
     * What a new token is to allow.
     *
     * @param life null for one that never expires
     * @param apps those that it is limited to; empty for all
     */
    public record Request(
            String name, Token.Scope scope, @Nullable Lifetime life, List<AppName> apps) {}

    /** Makes one; a name that is taken is a CONFLICT, an app that is not there NOT_FOUND. */
    public Created create(Request wanted) {
        String name = wanted.name();
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        Secret secret =
                new Secret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        Instant now = history.now();
        Instant end = wanted.life() == null ? null : wanted.life().from(now);
        Token token = new Token(name, Sha256.hex(secret.reveal()), wanted.scope(), now, end, wanted.apps());
        Lookup at = engine.lookup();
        token.apps().forEach(at::app);
        try (Store.Session session = engine.open(List.of(Locks.Name.TOKENS))) {
            List<Token> all = new ArrayList<>(session.tokens());
            if (find(all, name).isPresent()) {
                throw VektraException.conflict(
                        "a token called " + name + " already exists",
                        Text.of("revoke it first: ", Next.of("tokens:revoke", name)));
            }
            all.add(token);
            all.sort(Comparator.comparing(Token::name));
            session.commit("tokens:create", List.of(new Store.Write.PutTokens(all)), List.of());
        }
        return new Created(token, secret);
    }

    /** Takes one away: it stops at once. An unknown one is NOT_FOUND and names the nearest. */
    public Token revoke(String name) {
        try (Store.Session session = engine.open(List.of(Locks.Name.TOKENS))) {
            List<Token> all = new ArrayList<>(session.tokens());
            Token gone = find(all, name).orElseThrow(() -> unknown(all, name));
            all.remove(gone);
            session.commit("tokens:revoke", List.of(new Store.Write.PutTokens(all)), List.of());
            return gone;
        }
    }

    private static VektraException unknown(List<Token> all, String name) {
        return VektraException.notFound(
                "no token called " + Shown.quoted(name),
                Nearest.question(name, all.stream().map(Token::name).toList())
                        .orElse(Text.of("see: ", Next.of("tokens"))));
    }

    private static Optional<Token> find(List<Token> all, String name) {
        return all.stream().filter(token -> token.name().equals(name)).findFirst();
    }

    /** The token that a caller shows, among those; takes equally long whichever it is. */
    public static Optional<Token> shown(List<Token> all, String secret) {
        byte[] hash = Sha256.hex(secret).getBytes(UTF_8);
        Token found = null;
        for (Token token : all) {
            if (MessageDigest.isEqual(hash, token.hash().getBytes(UTF_8))) {
                found = token;
            }
        }
        return Optional.ofNullable(found);
    }
}
