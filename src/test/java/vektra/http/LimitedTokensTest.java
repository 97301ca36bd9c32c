package vektra.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.addons.home.Tokens;
import vektra.file.TokenUses;
import vektra.http.request.Route;
import vektra.model.Token;
import vektra.model.addon.Lifetime;

/** What a token that is limited to an app, to looking, or in time, lets its holder do: over every route there is. */
class LimitedTokensTest {
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
        for (String app : List.of("lender", "guest")) {
            api.done("POST", "/apps", "{\"name\": \"" + app + "\"}");
        }
        api.done("POST", "/apps/lender/addons", "{\"plan\": \"ledger\", \"name\": \"lent\"}");
        api.done("POST", "/client/v11/databases/lent/backups", "{}");
        api.done("POST", "/client/v11/databases/lent/transfer-schedules", "{\"hour\": \"3\"}");
    }

    /** The guest has what the lender owns, also after a request that took it away. */
    private static void lend() {
        api.call("POST", "/apps", "{\"name\": \"guest\"}");
        api.done("POST", "/apps/guest/addon-attachments", "{\"addon\": \"lent\"}");
    }

    /** What its owner has of what is lent, by what each change of it makes different. */
    private static String lent() {
        JsonNode addon = api.done("GET", "/addons/lent", "");
        JsonNode schedules = api.done("GET", "/client/v11/databases/lent/transfer-schedules", "");
        assertThat(schedules).hasSize(1);
        return Stream.of(
                        addon.get("plan"),
                        addon.get("former"),
                        addon.get("state"),
                        addon.get("app"),
                        addon.get("backups"),
                        schedules,
                        api.done("GET", "/apps/lender/releases", ""),
                        api.done("GET", "/apps/lender/addons/lent/actions/stats", ""))
                .map(JsonNode::toString)
                .collect(Collectors.joining("\n"));
    }

    private static String token(String name, Token.Scope scope, @Nullable Lifetime life, String... apps) {
        Tokens tokens = api.home().open().home().tokens();
        tokens.list().stream().filter(known -> known.name().equals(name)).forEach(known -> tokens.revoke(name));
        return api.home().token(name, scope, life, apps);
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
                "{family}", "ledger",
                "{name}", "default");
        String path = route.path().text();
        for (Map.Entry<String, String> value : values.entrySet()) {
            path = path.replace(value.getKey(), value.getValue());
        }
        return path.replaceAll("\\{[a-z]+}", "x");
    }

    @TestFactory
    Stream<DynamicTest> nothing_of_another_app_is_reached() {
        String limited = token("limited", Token.Scope.WRITE, null, "mine");
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

    /** Each route, that of actions once for each of them. */
    private static Stream<String[]> requests(String app, String addon) {
        List<String> actions = new ArrayList<>();
        api.done("GET", "/addons/" + addon, "")
                .get("actions")
                .forEach(action -> actions.add(action.get("name").asText()));
        return api.routes().all().stream()
                .filter(route -> route.scope() != null)
                .flatMap(route -> {
                    List<String> paths = route.path().text().endsWith("{action}")
                            ? actions.stream()
                                    .map(action -> "/apps/" + app + "/addons/" + addon + "/actions/" + action)
                                    .toList()
                            : List.of(path(route, app, addon));
                    return paths.stream().map(path ->
                            new String[] {route.method(), path, route.path().text()});
                });
    }

    @TestFactory
    Stream<DynamicTest> what_its_apps_have_borrowed_is_neither_changed_nor_seen_as_its_owner_sees_it() {
        lend();
        String limited = token("guest", Token.Scope.WRITE, null, "guest");
        String before = lent();
        List<String> secrets = api.done("GET", "/apps/lender/config-vars", "").findValuesAsText("LEDGER_URL");
        assertThat(secrets).hasSize(1);
        return requests("guest", "lent")
                .map(request -> DynamicTest.dynamicTest(request[0] + " " + request[1], () -> {
                    lend();
                    boolean looks = request[0].equals("GET");
                    String body =
                            looks ? "" : request[2].endsWith("{action}") ? "{\"confirm\": \"guest\"}" : everything();
                    MemoryApi.Answered answer = api.call(request[0], request[1], body, limited);
                    assertThat(answer.toString()).doesNotContain(secrets);
                    assertThat(answer.status()).isNotEqualTo(500);
                    if (!looks && request[2].contains("{addon}") && !request[1].matches(".*/actions/(stats|backups)")) {
                        assertThat(answer.status()).isBetween(400, 499);
                    }
                    assertThat(lent()).isEqualTo(before);
                }));
    }

    /** A body with whatever a route takes, about what is lent. */
    private static String everything() {
        String url = api.done("GET", "/apps/guest/config-vars", "")
                .path("LEDGER_URL")
                .asText();
        return ("{'name': 'lent-x', 'app': 'guest', 'addon': 'lent', 'addon_attachment': 'lent',"
                        + " 'plan': 'ledger:dedicated', 'force': true, 'primary': true, 'hour': '5',"
                        + " 'backup_url': '" + backupOf("lender") + "', 'from_url': '" + url
                        + "', 'to_url': '" + url + "', 'config': {'rollback': 'lent', 'to': '1s'}}")
                .replace('\'', '"');
    }

    private static String backupOf(String app) {
        return api.done("GET", "/client/v11/apps/" + app + "/transfers", "")
                .at("/0/to_url")
                .asText();
    }

    @Test
    void of_what_it_borrowed_an_app_sees_its_own_config() {
        lend();
        String limited = token("borrower", Token.Scope.WRITE, null, "guest");
        JsonNode own = api.done("GET", "/apps/guest/config-vars", "");
        assertThat(api.call("GET", "/addons/lent/config", "", limited).body()).isEqualTo(own);
        String id = api.done("GET", "/addons/lent", "").get("id").asText();
        assertThat(api.call("GET", "/addons/" + id, "", limited).text("name")).isEqualTo("lent");
        String password = api.call("GET", "/ledger/v0/databases/lent/credentials/default", "", limited)
                .body()
                .at("/credentials/0/password")
                .asText();
        assertThat(password).isNotEmpty();
        assertThat(own.get("LEDGER_URL").asText()).contains(":" + password + "@");
        assertThat(api.call("GET", "/client/v11/databases/lent", "", limited).text("resource_url"))
                .isEqualTo(own.get("LEDGER_URL").asText());
        String actions = api.call("GET", "/addons/lent", "", limited)
                .body()
                .at("/actions/0/url")
                .asText();
        assertThat(api.call("GET", actions, "", limited).status()).isEqualTo(200);
        assertThat(api.call("POST", "/apps/guest/addons/lent/actions/rotate", "{}", limited)
                        .text("message"))
                .isEqualTo("This needs a token for the app that owns lent.");
    }

    @Test
    void what_is_borrowed_is_not_passed_on() {
        lend();
        api.done("POST", "/apps", "{\"name\": \"third\"}");
        String limited = token("both", Token.Scope.WRITE, null, "guest", "third");
        String body = "{\"app\": \"third\", \"addon\": \"lent\"}";
        assertThat(api.call("POST", "/addon-attachments", body, limited).status())
                .isEqualTo(403);
        String again = "{\"app\": \"guest\", \"addon\": \"lent\", \"name\": \"AGAIN\"}";
        assertThat(api.call("POST", "/addon-attachments", again, limited).status())
                .isEqualTo(201);
    }

    @Test
    void an_owner_changes_what_it_lends() {
        lend();
        String owner = token("owner", Token.Scope.WRITE, null, "lender");
        assertThat(api.call("POST", "/apps/lender/addons/lent/actions/stamp", "{\"key\": \"k\"}", owner)
                        .status())
                .isEqualTo(200);
        assertThat(api.call("GET", "/addons/lent", "", owner).body().get("attached_to"))
                .hasSizeGreaterThan(1);
    }

    @Test
    void no_app_that_it_does_not_reach_is_known_to_exist() {
        String limited = token("blind", Token.Scope.WRITE, null, "mine");
        assertThat(api.call("GET", "/addons/other::nope", "", limited))
                .isEqualTo(api.call("GET", "/addons/nosuch::nope", "", limited));
        String path = "/apps/mine/addons/%s::nope";
        MemoryApi.Answered there = api.call("DELETE", path.formatted("other"), "", limited);
        assertThat(there.status()).isEqualTo(404);
        assertThat(there).isEqualTo(api.call("DELETE", path.formatted("nosuch"), "", limited));
        String restore = "{\"backup_url\": \"vektra:backup:%s::nope/1\"}";
        assertThat(api.call("POST", "/client/v11/databases/book/restores", restore.formatted("other"), limited))
                .isEqualTo(
                        api.call("POST", "/client/v11/databases/book/restores", restore.formatted("nosuch"), limited));
    }

    @Test
    void no_data_of_another_app_come_back_in_its_own() {
        String limited = token("back", Token.Scope.WRITE, null, "mine");
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
        String limited = token("own", Token.Scope.WRITE, null, "mine");
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

    @Test
    void an_app_is_not_renamed_since_the_limit_is_its_name() {
        String limited = token("renamer", Token.Scope.WRITE, null, "mine", "other");
        for (String body : List.of("{'name': 'more'}", "{'maintenance': false, 'name': 'more'}")) {
            MemoryApi.Answered refused = api.call("PATCH", "/apps/mine", body.replace('\'', '"'), limited);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text("message"))
                    .isEqualTo("This needs a token for all apps; renamer is limited to apps by their names.");
        }
        assertThat(api.call("PATCH", "/apps/mine", "{\"maintenance\": true}", limited)
                        .status())
                .isEqualTo(200);
    }

    @TestFactory
    Stream<DynamicTest> who_may_only_look_sees_no_secret() {
        String view = token("view", Token.Scope.VIEW, null);
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
        String over = token("over", Token.Scope.READ, Lifetime.parse("1s"));
        assertThat(api.call("GET", "/account", "", over).status()).isEqualTo(401);
        String brief = token("brief", Token.Scope.READ, Lifetime.parse("90000d"));
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
        String secret = token("used", Token.Scope.READ, null);
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
