package vektra.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.fixture.Ports;
import vektra.fixture.Sampled;
import vektra.http.request.Call;
import vektra.http.request.FailedTokens;

/** Those who may come in do, whatever is sent is answered as the API says, and bad days leave no half of anything. */
@Sampled(oneIn = 8)
class ApiIT {
    private static ServedHome home;

    @BeforeAll
    static void open() {
        home = new ServedHome("memcache");
        home.vektra("apps:create", "note");
    }

    @AfterAll
    static void close() {
        home.close();
    }

    private static int status(String method, String path, String token) {
        return home.send(home.request(path, token)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString("{}")))
                .statusCode();
    }

    @Test
    void nothing_but_health_the_login_page_and_secret_addresses_answers_without_a_token() {
        Set<String> open = new HashSet<>();
        JsonNode paths = ServedHome.read(home.get("/openapi.json").body()).get("paths");
        assertThat(paths.size()).isGreaterThan(30);
        paths.properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (!method.equals("parameters")) {
                        String url = path.getKey().replaceAll("\\{[a-z]+}", "note");
                        HttpResponse<String> answer = home.send(home.request(url, null)
                                .method(
                                        method.toUpperCase(java.util.Locale.ROOT),
                                        HttpRequest.BodyPublishers.noBody()));
                        if (answer.statusCode() != 401) {
                            open.add(method + " " + path.getKey());
                        }
                    }
                }));
        open.removeIf(route -> route.startsWith("get /health")
                || route.equals("get /")
                || route.equals("get /monitors")
                || route.equals("post /login")
                || route.startsWith("get /static/"));
        assertThat(open).containsExactlyInAnyOrder("get /log-sessions/{session}", "get /downloads/{download}");
        assertThat(home.get("/monitors").body())
                .as("the page, which asks for its content with a session")
                .isEqualTo(home.get("/").body());
        assertThat(status("GET", "/log-sessions/note", null)).isEqualTo(404);
        assertThat(status("GET", "/downloads/note", null)).isEqualTo(404);
        assertThat(status("GET", "/no/such/page", null)).isEqualTo(401);
        assertThat(home.send(home.request("/health", null)).statusCode()).isEqualTo(200);
    }

    @Test
    void a_token_allows_what_its_scope_says() {
        String reader = home.token("reader", "read");
        String writer = home.token("writer", "write");
        assertThat(status("GET", "/apps/note", reader)).isEqualTo(200);
        assertThat(status("POST", "/apps", reader)).isEqualTo(403);
        assertThat(status("POST", "/apps", writer)).isEqualTo(201);
        assertThat(status("POST", "/apps/note/dynos", writer)).isEqualTo(403);
        String screen = home.token("screen", "monitors");
        for (String path : List.of("/monitors/page", "/monitors/states", "/monitors/metrics")) {
            assertThat(status("GET", path, screen)).as(path).isEqualTo(200);
        }
        for (String path : List.of("/apps", "/apps/note/config-vars", "/metrics", "/tokens", "/server-states")) {
            assertThat(status("GET", path, screen)).as(path).isEqualTo(403);
        }
        String basic = Base64.getEncoder().encodeToString((":" + reader).getBytes(StandardCharsets.UTF_8));
        assertThat(home.send(home.request("/apps", null).header("Authorization", "Basic " + basic))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_revoked_token_stops_at_once_and_is_kept_nowhere_in_the_clear() throws IOException {
        String token = home.token("leaver", "write");
        assertThat(status("GET", "/apps", token)).isEqualTo(200);
        assertThat(java.nio.file.Files.readString(home.home().resolve("tokens.json")))
                .doesNotContain(token);
        home.vektra("tokens:revoke", "leaver");
        assertThat(status("GET", "/apps", token)).isEqualTo(401);
    }

    @Test
    void wrong_tokens_have_to_wait_while_a_right_one_does_not() {
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i <= FailedTokens.MOST; i++) {
            answers.add(status("GET", "/apps", "vk_wrong" + i));
        }
        assertThat(answers.subList(0, 1)).containsOnly(401);
        HttpResponse<String> last = home.send(home.request("/apps", "vk_wrong"));
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("Retry-After")).isPresent();
        assertThat(home.get("/apps").statusCode()).isEqualTo(200);
        assertThat(home.get("/metrics").body()).contains("vektra_http_failed_tokens_total ");
    }

    @Test
    void what_did_not_change_is_not_sent_again() {
        HttpResponse<String> first = home.get("/apps/note");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again =
                home.send(home.request("/apps/note", home.adminToken()).header("If-None-Match", tag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void a_request_id_comes_back_and_a_mad_one_does_not() {
        assertThat(home.send(home.request("/apps", home.adminToken()).header("Request-Id", "abc-1"))
                        .headers()
                        .firstValue("Request-Id"))
                .contains("abc-1");
        assertThat(home.send(home.request("/apps", home.adminToken()).header("Request-Id", "<script>"))
                        .headers()
                        .firstValue("Request-Id")
                        .orElseThrow())
                .matches("[0-9a-f-]{36}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST  | /apps                   | no json                  | 400 | bad_request",
                "POST  | /apps                   | [1]                      | 400 | bad_request",
                "POST  | /apps                   | {\"name\":\"a\"} x       | 400 | bad_request",
                "POST  | /apps                   | {\"name\":1}             | 422 | invalid_params",
                "POST  | /apps                   | {\"name\":\"Not A Name\"} | 422 | invalid_params",
                "POST  | /apps                   | {\"name\":\"note\"}      | 422 | invalid_params",
                "POST  | /apps/note/addons       | {}                       | 422 | invalid_params",
                "POST  | /apps/note/addons       | {\"plan\":\"nosuch\"}    | 404 | not_found",
                "POST  | /apps/note/addons       | {\"plan\":\"memcache:x\"} | 404 | not_found",
                "POST  | /apps/note/addons       | {\"plan\":\"redis\"}     | 409 | conflict",
                "POST  | /apps/note/addons       | {\"plan\":\"memcache\",\"attachment\":[]} | 422 | invalid_params",
                "PATCH | /apps/note/config-vars  | {\"A\":1}                | 422 | invalid_params",
                "PATCH | /apps/note/config-vars  | {\"A B\":\"1\"}          | 422 | invalid_params",
                "POST  | /apps/note/log-drains   | {\"url\":\"gopher://x\"} | 422 | invalid_params",
                "POST  | /actions/addons/resolve | {\"addon\":\"nix\"}      | 404 | not_found",
                "PUT   | /apps                   | {}                       | 405 | method_not_allowed",
                "GET   | /nix                    | {}                       | 404 | not_found",
            })
    void what_is_wrong_is_refused_in_the_words_of_the_api(
            String method, String path, String body, int status, String id) {
        HttpResponse<String> answer = home.call(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode error = ServedHome.read(answer.body());
        assertThat(error.get("id").asText()).isEqualTo(id);
        assertThat(error.get("message").asText()).isNotBlank();
        assertThat(answer.body()).doesNotContain("\\tat ").doesNotContain("Exception");
    }

    @Test
    void a_body_must_be_json_and_small() {
        HttpResponse<String> form = home.send(home.request("/apps", home.adminToken())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("name=x")));
        assertThat(form.statusCode()).isEqualTo(415);
        HttpResponse<String> large = home.call("POST", "/apps", "{\"name\":\"" + "a".repeat(Call.LARGEST_BODY) + "\"}");
        assertThat(large.statusCode()).isEqualTo(413);
    }

    @Test
    void fields_that_are_not_known_are_ignored() {
        HttpResponse<String> answer = home.call("POST", "/apps", "{\"name\":\"modern\",\"region\":\"eu\",\"x\":[{}]}");
        assertThat(answer.statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/apps/..%2fnote",
                "/apps/..%2f..%2fetc%2fpasswd",
                "/apps/%00",
                "/apps/note%2f..",
                "/addons/..%2fapps%2fnote.json",
                "/apps/note/addons/..%2f..",
                "/apps/note/log-drains/..%2f",
                "/apps/note/releases/..%2f1",
                "/addon-services/..%2f",
                "/addon-attachments/00000000-0000-0000-0000-000000000000",
                "/apps/00000000-0000-0000-0000-000000000000",
            })
    void names_that_lead_elsewhere_lead_nowhere(String path) {
        HttpResponse<String> answer = home.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
    }

    @Test
    void ids_of_other_apps_are_not_found_under_this_one() {
        home.vektra("apps:create", "mine");
        home.vektra("apps:create", "other");
        String id = ServedHome.read(home.call("POST", "/apps/other/addons", "{\"plan\":\"memcache\"}")
                        .body())
                .get("id")
                .asText();
        assertThat(home.get("/apps/other/addons/" + id).statusCode()).isEqualTo(200);
        assertThat(home.get("/apps/mine/addons/" + id).statusCode()).isEqualTo(404);
        assertThat(home.call("DELETE", "/apps/mine/addons/" + id, "{}").statusCode())
                .isEqualTo(404);
        assertThat(home.get("/addons/" + id).statusCode()).isEqualTo(200);
    }

    @Test
    void two_hundred_half_open_connections_do_not_keep_others_waiting() throws IOException {
        List<Socket> half = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                Socket socket = new Socket("127.0.0.1", home.port());
                half.add(socket);
                socket.getOutputStream().write("GET /apps HTTP/1.1\r\nHost:".getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(CompletableFuture.supplyAsync(() -> home.get("/apps").statusCode()))
                    .succeedsWithin(Duration.ofSeconds(5))
                    .isEqualTo(200);
        } finally {
            for (Socket socket : half) {
                socket.close();
            }
        }
    }

    @Test
    void a_client_that_vanishes_leaves_a_whole_addon_or_none() throws IOException {
        home.vektra("apps:create", "vanished");
        String body = "{\"plan\":\"memcache\",\"name\":\"memcache-vanished\"}";
        try (Socket socket = new Socket("127.0.0.1", home.port())) {
            socket.getOutputStream()
                    .write(("POST /apps/vanished/addons HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                    + "Authorization: Bearer " + home.adminToken() + "\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            socket.setSoLinger(true, 0);
        }
        await().until(() -> home.call("POST", "/apps/vanished/addons", body).statusCode() / 100 == 2);
        JsonNode addons = ServedHome.read(home.get("/apps/vanished/addons").body());
        assertThat(addons).hasSize(1);
        assertThat(addons.get(0).get("state").asText()).isEqualTo("provisioned");
        assertThat(addons.get(0).get("config_vars")).isNotEmpty();
    }

    @Test
    void of_two_who_make_the_same_name_at_once_one_gets_it() {
        home.vektra("apps:create", "left");
        home.vektra("apps:create", "right");
        String body = "{\"plan\":\"memcache\",\"name\":\"memcache-wanted\"}";
        var one = CompletableFuture.supplyAsync(
                () -> home.call("POST", "/apps/left/addons", body).statusCode());
        var two = CompletableFuture.supplyAsync(
                () -> home.call("POST", "/apps/right/addons", body).statusCode());
        assertThat(List.of(one.join(), two.join())).containsExactlyInAnyOrder(201, 409);
        assertThat(ServedHome.read(home.get("/addons").body()).findValuesAsText("name"))
                .filteredOn(name -> name.equals("memcache-wanted"))
                .hasSize(1);
    }

    @Test
    void many_threads_of_one_server_change_one_app_one_after_the_other() {
        home.vektra("apps:create", "busy");
        List<CompletableFuture<Integer>> changes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String body = "{\"V" + i + "\":\"" + i + "\"}";
            changes.add(CompletableFuture.supplyAsync(
                    () -> home.call("PATCH", "/apps/busy/config-vars", body).statusCode()));
        }
        changes.forEach(change -> assertThat(change.join()).isEqualTo(200));
        assertThat(ServedHome.read(home.get("/apps/busy/config-vars").body())).hasSize(20);
        assertThat(ServedHome.read(home.get("/apps/busy/releases").body())).hasSize(21);
    }

    @Test
    void the_command_line_and_the_server_change_one_app_at_once_and_see_the_same() throws Exception {
        home.vektra("apps:create", "shared");
        List<Process> commands = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            commands.add(home.start(Map.of(), "config:set", "C" + i + "=1", "-a", "shared"));
            assertThat(home.call("PATCH", "/apps/shared/config-vars", "{\"S" + i + "\":\"1\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
        for (Process command : commands) {
            assertThat(command.waitFor()).isZero();
        }
        JsonNode seen = ServedHome.read(home.get("/apps/shared/config-vars").body());
        assertThat(seen).hasSize(8).isEqualTo(home.json("config", "-a", "shared"));
        assertThat(ServedHome.read(home.get("/apps/shared/releases").body())).hasSize(9);
    }

    @Test
    void a_server_that_gets_a_signal_ends_well_and_starts_again() throws Exception {
        Process first = home.server();
        first.destroy();
        assertThat(first.waitFor(15, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).isZero();
        home.serve(Map.of());
        assertThat(home.get("/apps").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 9})
    void kill_9_in_the_middle_and_the_same_request_again_make_one_addon(int point) throws Exception {
        String app = "killed" + point;
        home.vektra("apps:create", app);
        home.server().destroyForcibly().waitFor();
        home.serve(Map.of("VEKTRA_FAILPOINT", String.valueOf(point)));
        String body = "{\"plan\":\"memcache\",\"name\":\"memcache-" + app + "\",\"attachment\":{\"name\":\"CACHE\"}}";
        await().until(() ->
                answered("/apps/" + app + "/addons", body) || !home.server().isAlive());
        if (!home.server().isAlive()) {
            assertThat(home.server().exitValue()).isEqualTo(137);
        }
        home.server().destroyForcibly().waitFor();
        home.serve(Map.of());
        assertThat(home.call("POST", "/apps/" + app + "/addons", body).statusCode() / 100)
                .isEqualTo(2);
        JsonNode addons = ServedHome.read(home.get("/apps/" + app + "/addons").body());
        assertThat(addons).hasSize(1);
        assertThat(addons.get(0).get("state").asText()).isEqualTo("provisioned");
    }

    private static boolean answered(String path, String body) {
        try {
            home.call("POST", path, body);
            return true;
        } catch (java.io.UncheckedIOException cut) {
            return false;
        }
    }

    @Test
    void others_cannot_come_in_without_tls() throws Exception {
        Process refused = home.start(Map.of(), "server", "--listen", "0.0.0.0:" + Ports.free());
        assertThat(refused.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(refused.exitValue()).isEqualTo(2);
        assertThat(home.said()).contains("can be reached from other hosts");
    }
}
