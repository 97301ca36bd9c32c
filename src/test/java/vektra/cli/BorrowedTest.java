package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vektra.addons.MemoryHome;
import vektra.addons.verbs.DryRun;
import vektra.cli.terminal.Terminal;
import vektra.model.Token;
import vektra.model.name.AppName;
import vektra.remote.Commands.Streams;
import vektra.remote.Wanted;

/** What a token that is limited to some apps sees of others that use the same add-ons. */
class BorrowedTest {
    private static final Token ADMIN = token(Token.Scope.ADMIN);
    private static final Token LIMITED = token(Token.Scope.WRITE, "guest", "mine");

    private final MemoryHome home = MemoryHome.enabled();

    private static Token token(Token.Scope scope, String... apps) {
        List<AppName> names = Stream.of(apps).map(AppName::new).toList();
        return new Token("ben", "0".repeat(64), scope, Instant.EPOCH, null, names);
    }

    @BeforeEach
    void lend() {
        home.create("mine", "ledger", "book", "BOOK");
        home.attach("book", "third", "BORROWED");
        home.create("other", "ledger", "theirs", "THEIRS");
        home.attach("theirs", "guest", "SHARED");
        home.attach("theirs", "third", "THIRDS");
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void who_else_has_borrowed_what_its_apps_borrow_is_not_seen() {
        for (String words : List.of("addons -a guest", "addons -a guest --json")) {
            assertThat(run(ADMIN, words)).contains("third");
            assertThat(run(LIMITED, words)).contains("theirs").doesNotContain("third", "THIRDS");
        }
    }

    /** What an app connects by is its own, also where the add-on is not. */
    @Test
    void how_another_app_connects_to_its_add_on_is_not_seen() {
        String own = user("mine");
        String theirs = user("third");
        for (String words : List.of("addons:info book -a mine --reveal", "addons:info book -a mine --json --reveal")) {
            assertThat(run(ADMIN, words)).contains(own, theirs);
            assertThat(run(LIMITED, words)).contains(own, "third", "BORROWED").doesNotContain(theirs);
        }
    }

    private String user(String app) {
        return home.lookup()
                .app(new AppName(app))
                .attachments()
                .get(0)
                .credentials()
                .user();
    }

    private String run(Token token, String words) {
        var out = new ByteArrayOutputStream();
        Streams streams = new Streams(InputStream.nullInputStream(), out, out);
        Wanted wanted = new Wanted(List.of(words.split(" ")), Map.of(), "", 0);
        int code = Cli.runFor(wanted, token, streams, this::cli);
        String said = out.toString(StandardCharsets.UTF_8);
        assertThat(code).as(said).isZero();
        return said;
    }

    private Cli cli(Terminal terminal, Map<String, String> environment) {
        return new Cli(
                terminal,
                environment,
                null,
                "1",
                patience -> home.open(),
                patience -> new DryRun(home.open(), List::of),
                () -> {
                    throw new AssertionError("no logs");
                },
                () -> {
                    throw new AssertionError("no monitors");
                },
                (request, started) -> {},
                again -> {
                    throw new AssertionError("no other command");
                });
    }
}
