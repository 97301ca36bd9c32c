package vektra.addons.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.addons.MemoryHome;
import vektra.addons.Refused;
import vektra.addons.Sweep;
import vektra.model.Token;
import vektra.model.text.Kind;

class TokensTest {
    private final MemoryHome home = MemoryHome.empty();

    @AfterEach
    void close() {
        home.close();
    }

    private static MemoryHome.Verb create(String name) {
        return at -> at.home().tokens().create(new Tokens.Request(name, Token.Scope.WRITE, null, List.of()));
    }

    private static MemoryHome.Verb revoke(String name) {
        return at -> at.home().tokens().revoke(name);
    }

    @Test
    void a_token_is_shown_once_and_kept_nowhere() {
        try (MemoryHome files = MemoryHome.onFiles()) {
            Tokens.Created created =
                    files.open().home().tokens().create(new Tokens.Request("ci", Token.Scope.READ, null, List.of()));
            String secret = created.secret().reveal();
            assertThat(secret).startsWith("vk_").hasSizeGreaterThan(40);
            assertThat(files.files().values()).noneMatch(content -> content.contains(secret));
            List<Token> all = files.open().home().tokens().list();
            assertThat(Tokens.shown(all, secret)).contains(created.token());
            assertThat(Tokens.shown(all, secret + "x")).isEmpty();
            assertThat(Tokens.shown(all, "")).isEmpty();
        }
    }

    @Test
    void they_are_listed_by_name() {
        home.run(create("web"));
        home.run(create("ci"));
        assertThat(home.open().home().tokens().list()).extracting(Token::name).containsExactly("ci", "web");
    }

    @Test
    void a_name_that_is_taken_is_refused() {
        home.run(create("ci"));
        Refused.as(Kind.CONFLICT, home, create("ci"), "a token called ci already exists", "vektra tokens:revoke ci");
    }

    @Test
    void a_name_that_none_can_have_is_refused() {
        Refused.as(Kind.INVALID, home, create("c i"), "'c i' is not the name of a token");
        Refused.as(Kind.INVALID, home, create(""), "is not the name of a token");
        Refused.as(Kind.INVALID, home, create("1ci"), "starting with a letter");
    }

    @Test
    void one_that_is_revoked_is_gone_at_once() {
        String secret = home.open()
                .home()
                .tokens()
                .create(new Tokens.Request("ci", Token.Scope.ADMIN, null, List.of()))
                .secret()
                .reveal();
        home.run(revoke("ci"));
        assertThat(Tokens.shown(home.open().home().tokens().list(), secret)).isEmpty();
        home.run(create("cd"));
        Refused.as(Kind.NOT_FOUND, home, revoke("ce"), "no token called 'ce'", "did you mean cd?");
    }

    @Test
    void a_dry_run_says_that_it_would() {
        assertThat(home.dryRun(create("ci"))).containsExactly("set the tokens of the HTTP API");
    }

    @TestFactory
    Stream<DynamicTest> creating_cut_off_anywhere() {
        return Sweep.of(home.copy(), create("ci"), Kind.CONFLICT);
    }

    @TestFactory
    Stream<DynamicTest> revoking_cut_off_anywhere() {
        home.run(create("ci"));
        return Sweep.of(home.copy(), revoke("ci"), Kind.NOT_FOUND);
    }
}
