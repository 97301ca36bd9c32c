package vektra.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.addons.home.Tokens;
import vektra.file.TokenUses;
import vektra.http.request.Route;
import vektra.model.Token;
import vektra.model.addon.Lifetime;
import vektra.model.name.AppName;

/** What a token that is limited to an app, to looking, or in time, lets its holder do: over every route there is. */
class LimitedTokensTest {
    private static final List<AppName> MINE = List.of(new AppName("mine"));
    private static final String SECRET = "hush-hush";

    private static MemoryApi api;
    private static String backup;

    @BeforeAll
    static void open() {
        api = new MemoryApi();
        for (String app : List.of("mine", "other")) {
            api.done("POST", "/apps", "{\"name\": \"" + app + "\"}");
            api.done("PATCH", "/apps/" + app + "/config-vars", "{\"OWN\": \"" + SECRET + "\"}");
        }
        api.done("POST", "/apps/mine/addons", "{\"plan\": \"ledger\", \"name\": \"book\"}");
        api.done("POST", "/apps/other/addons", "{\"plan\": \"ledger\", \"name\": \"theirs\"}");
        api.done("POST", "/client/v11/databases/theirs/backups", "{}");
        backup = api.done("GET", "/client/v11/apps/other/transfers", "")
                .at("/0/to_url")
                .asText();
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static String token(String name, Token.Scope scope, @Nullable Lifetime life, List<AppName> apps) {
        Tokens tokens = api.home().open().home().tokens();
        tokens.list().stream().filter(known -> known.name().equals(name)).forEach(known -> tokens.revoke(name));
        return tokens.create(new Tokens.Request(name, scope, life, apps))
                .secret()
                .reveal();
    }

    /** The path of a route, with what belongs to an app at its places. */
    private static String path(Route route, String app, String addon) {
        String attachment = api.done("GET", "/addons/" + addon + "/addon-attachments", "")
                .at("/0/id")
                .asText();
        Map<String, String> values = Map.of(
                "{app}", app,
                "{addon}", addon,
                "{attachment}", attachment,
                "{release}", "1",
                "{action}", "stats",
                "{transfer}", "1",
                "{service}", "ledger",
                "{plan}", "shared",
                "{family}", "postgres");
        String path = route.path().text();
        for (Map.Entry<String, String> value : values.entrySet()) {
            path = path.replace(value.getKey(), value.getValue());
        }
        return path.replaceAll("\\{[a-z]+}", "x");
    }

    @TestFactory
    Stream<DynamicTest> nothing_of_another_app_is_reached() {
        String limited = token("limited", Token.Scope.WRITE, null, MINE);
        String body = "{\"name\": \"x\", \"app\": \"other\", \"addon\": \"theirs\", \"addon_attachment\": \"theirs\","
                + " \"plan\": \"ledger\", \"backup_url\": \"" + backup + "\", \"confirm\": \"other\"}";
        return api.routes().all().stream()
                .filter(route -> route.scope() != null)
                .map(route -> DynamicTest.dynamicTest(
                        route.method() + " " + route.path().text(), () -> {
                            MemoryApi.Answered answer = api.call(
                                    route.method(),
                                    path(route, "other", "theirs"),
                                    route.method().equals("GET") ? "" : body,
                                    limited);
                            assertThat(answer.toString()).doesNotContain("theirs", "\"other\"", SECRET);
                            if (route.path().text().contains("{app}")
                                    || route.path().text().contains("{addon}")) {
                                assertThat(answer.status()).isIn(403, 404);
                            }
                            // also where the path is one's own, and the body is not
                            if (route.method().equals("POST")) {
                                api.call("POST", path(route, "mine", "book"), body, limited);
                            }
                            assertThat(api.done("GET", "/apps/other/config-vars", "")
                                            .get("OWN")
                                            .asText())
                                    .isEqualTo(SECRET);
                            assertThat(api.done("GET", "/addons/theirs", "").at("/attached_to"))
                                    .hasSize(1);
                        }));
    }

    @Test
    void no_data_of_another_app_come_back_in_its_own() {
        String limited = token("back", Token.Scope.WRITE, null, MINE);
        String body =
                "{\"plan\": \"ledger\", \"config\": {\"rollback\": \"theirs\", \"to\": \"2026-01-01 00:00:00+00\"}}";
        assertThat(api.call("POST", "/apps/mine/addons", body, limited).status())
                .isEqualTo(404);
        assertThat(api.call("POST", "/apps/mine/addons", body.replace("theirs", "book"), limited)
                        .status())
                .isNotEqualTo(404);
    }

    @Test
    void its_own_app_is_reached() {
        String limited = token("own", Token.Scope.WRITE, null, MINE);
        assertThat(api.call("GET", "/apps", "", limited).body().findValuesAsText("name"))
                .contains("mine");
        assertThat(api.call("GET", "/apps", "", limited).body()).hasSize(1);
        assertThat(api.call("GET", "/addons", "", limited).body()).hasSize(1);
        assertThat(api.call("GET", "/apps/mine/config-vars", "", limited).text("OWN"))
                .isEqualTo(SECRET);
        assertThat(api.call("GET", "/addons/book", "", limited).status()).isEqualTo(200);
        assertThat(api.call("PATCH", "/apps/mine/config-vars", "{\"MORE\": \"1\"}", limited)
                        .status())
                .isEqualTo(200);
        MemoryApi.Answered refused = api.call("GET", "/audit", "", limited);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(api.call("POST", "/apps", "{\"name\": \"more\"}", limited).text("message"))
                .isEqualTo("This needs a token for all apps; own is limited to mine.");
    }

    @TestFactory
    Stream<DynamicTest> who_may_only_look_sees_no_secret() {
        String view = token("view", Token.Scope.VIEW, null, List.of());
        List<String> secrets = api.done("GET", "/addons/book/config", "").findValuesAsText("LEDGER_URL");
        assertThat(secrets).isNotEmpty();
        return api.routes().all().stream()
                .filter(route -> route.scope() != null && !route.path().text().startsWith("/monitors"))
                .map(route -> DynamicTest.dynamicTest(
                        route.method() + " " + route.path().text(), () -> {
                            MemoryApi.Answered answer = route.path().text().equals("/metrics")
                                    ? new MemoryApi.Answered(200, null)
                                    : api.call(route.method(), path(route, "mine", "book"), "", view);
                            assertThat(answer.toString()).doesNotContain(SECRET).doesNotContain(secrets);
                            if (route.scope() != Token.Scope.VIEW) {
                                assertThat(answer.status()).isEqualTo(403);
                            }
                        }));
    }

    @Test
    void one_that_expired_is_refused() {
        // the clock of the home stands still, in the past
        String over = token("over", Token.Scope.READ, Lifetime.parse("1s"), List.of());
        assertThat(api.call("GET", "/account", "", over).status()).isEqualTo(401);
        String brief = token("brief", Token.Scope.READ, Lifetime.parse("90000d"), List.of());
        assertThat(api.call("GET", "/account", "", brief).status()).isEqualTo(200);
        Token known = api.home().open().home().tokens().list().stream()
                .filter(token -> token.name().equals("brief"))
                .findFirst()
                .orElseThrow();
        Instant end = known.expiresAt();
        assertThat(end)
                .isEqualTo(known.createdAt().plus(Lifetime.parse("90000d").length()));
        assertThat(known.holdsAt(end.minusMillis(1))).isTrue();
        assertThat(known.holdsAt(end)).isFalse();
    }

    @Test
    void its_last_use_is_known() {
        String secret = token("used", Token.Scope.READ, null, List.of());
        Token token = api.home().open().home().tokens().list().stream()
                .filter(known -> known.name().equals("used"))
                .findFirst()
                .orElseThrow();
        TokenUses uses = new TokenUses(api.home().path());
        assertThat(uses.last(token)).isEmpty();
        Instant before = Instant.now().minusSeconds(1);
        api.call("GET", "/account", "", secret);
        assertThat(uses.last(token)).hasValueSatisfying(used -> assertThat(used).isAfter(before));
        JsonNode listed = api.done("GET", "/tokens", "");
        assertThat(listed.toString()).contains("\"name\":\"used\"", "\"last_used_at\":\"20");
    }
}
