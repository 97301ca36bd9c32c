package vektra.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.json.Json;
import vektra.model.Token;

/** What assistants reach over HTTP: what their token reaches by the API itself, and no more. */
class AssistantsTest {
    private static final String SECRET = "hush-hush";

    private static MemoryApi api;
    private static String write;
    private static String view;
    private static String limited;

    @BeforeAll
    static void open() {
        api = new MemoryApi();
        for (String app : List.of("mine", "other")) {
            api.done("POST", "/apps", "{\"name\": \"" + app + "\"}");
            api.done("PATCH", "/apps/" + app + "/config-vars", "{\"MY_PASSWORD\": \"" + SECRET + "\"}");
        }
        api.done("POST", "/apps/mine/addons", "{\"plan\": \"ledger\", \"name\": \"book\"}");
        api.done("POST", "/apps/other/addons", "{\"plan\": \"ledger\", \"name\": \"theirs\"}");
        write = token("writer", Token.Scope.WRITE);
        view = token("viewer", Token.Scope.VIEW);
        limited = token("limited", Token.Scope.WRITE, "mine");
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static String token(String name, Token.Scope scope, String... apps) {
        return api.home().token(name, scope, null, apps);
    }

    private static JsonNode ask(String token, String method, String params) {
        MemoryApi.Answered answer = api.call(
                "POST",
                "/mcp",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}",
                token);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().get("result");
    }

    private static JsonNode call(String token, String tool, Object... arguments) {
        return ask(token, "tools/call", Json.line(Json.map("name", tool, "arguments", Json.map(arguments))));
    }

    private static String plan(JsonNode answer) {
        assertThat(answer.get("isError").asBoolean()).as(answer.toString()).isFalse();
        return answer.at("/structuredContent/plan").asText();
    }

    private static List<String> tools(String token) {
        List<String> names = new ArrayList<>();
        ask(token, "tools/list", "{}")
                .get("tools")
                .forEach(tool -> names.add(tool.get("name").asText()));
        return names;
    }

    @Test
    void a_session_begins_with_what_an_assistant_has_to_know() {
        JsonNode begun = ask(
                view,
                "initialize",
                "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}");
        assertThat(begun.at("/serverInfo/name").asText()).isEqualTo("vektra");
        assertThat(begun.get("instructions").asText()).contains("answers with a plan");
    }

    @Test
    void without_a_token_there_is_nothing() {
        assertThat(api.call("POST", "/mcp", "{}", null).status()).isEqualTo(401);
        assertThat(api.call("POST", "/mcp", "{}", "vk_unknown").status()).isEqualTo(401);
    }

    @Test
    void there_is_no_stream_to_listen_to() {
        assertThat(api.get("/mcp").status()).isEqualTo(405);
    }

    @Test
    void what_is_no_message_is_refused_as_such() {
        assertThat(api.call("POST", "/mcp", "{}", view).body().at("/error/code").asInt())
                .isEqualTo(-32700);
    }

    @Test
    void tools_are_those_of_the_scope() {
        assertThat(tools(view)).contains("apps", "addons_info").doesNotContain("config", "config_change", "apply");
        assertThat(tools(write)).contains("config", "config_change", "apply").doesNotContain("audit");
        assertThat(tools(limited)).contains("config", "addons_create").doesNotContain("apps_create");
        assertThat(tools(api.admin())).contains("audit", "apps_create");
    }

    /** Every tool, with what belongs to another app, by a token that may not reach it. */
    @TestFactory
    Stream<DynamicTest> no_tool_reaches_what_the_api_refuses() {
        String fields =
                "{\"app\":\"other\",\"addon\":\"theirs\",\"attachment\":\"LEDGER\",\"action\":\"stats\",\"drain\":\"x\","
                        + "\"service\":\"ledger\",\"plan\":\"ledger\",\"name\":\"new-name\",\"release\":\"1\",\"url\":\"syslog://h:1\"}";
        return tools(api.admin()).stream()
                .filter(tool -> !tool.equals("apply"))
                .map(tool -> DynamicTest.dynamicTest(tool, () -> {
                    JsonNode schema = schema(tool);
                    var given = (ObjectNode) ServedHome.read(fields);
                    given.retain(names(schema.get("properties")));
                    JsonNode answer = call(limited, tool, given(given));
                    assertThat(answer.toString()).doesNotContain("theirs", SECRET);
                    if (schema.get("properties").has("app")) {
                        assertThat(answer.get("isError").asBoolean())
                                .as(answer.toString())
                                .isTrue();
                    }
                }));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Object[] given(JsonNode fields) {
        List<Object> pairs = new ArrayList<>();
        fields.properties().forEach(field -> {
            pairs.add(field.getKey());
            pairs.add(field.getValue().asText());
        });
        return pairs.toArray();
    }

    private static JsonNode schema(String tool) {
        for (JsonNode each : ask(api.admin(), "tools/list", "{}").get("tools")) {
            if (each.get("name").asText().equals(tool)) {
                return each.get("inputSchema");
            }
        }
        throw new AssertionError(tool);
    }

    @Test
    void a_token_that_only_looks_gets_no_value_even_when_it_asks() {
        JsonNode answer = call(view, "config", "app", "mine", "secrets", true);
        assertThat(answer.get("isError").asBoolean()).isTrue();
        assertThat(answer.toString()).contains("needs a token of scope read").doesNotContain(SECRET);
    }

    @Test
    void secrets_are_masked_unless_asked_for() {
        assertThat(call(write, "config", "app", "mine")
                        .at("/structuredContent/MY_PASSWORD")
                        .asText())
                .isEqualTo("****");
        assertThat(call(write, "config", "app", "mine", "secrets", true)
                        .at("/structuredContent/MY_PASSWORD")
                        .asText())
                .isEqualTo(SECRET);
    }

    @Test
    void a_change_is_planned_then_done_once_by_the_token_that_planned_it() {
        JsonNode planned = call(write, "config_change", "app", "mine", "fields", Json.map("LEVEL", "debug"));
        assertThat(planned.toString()).contains("would set LEVEL of mine");
        assertThat(api.get("/apps/mine/config-vars").text("LEVEL")).isEmpty();
        String plan = plan(planned);
        assertThat(call(view, "apply", "plan", plan).get("isError").asBoolean()).isTrue();
        assertThat(call(api.admin(), "apply", "plan", plan).get("isError").asBoolean())
                .isTrue();
        JsonNode done = call(write, "apply", "plan", plan);
        assertThat(done.at("/structuredContent/LEVEL").asText()).isEqualTo("debug");
        assertThat(done.toString()).doesNotContain(SECRET);
        assertThat(call(write, "apply", "plan", plan).toString()).contains("it was carried out");
        assertThat(api.get("/apps/mine/config-vars").text("LEVEL")).isEqualTo("debug");
    }

    @Test
    void a_plan_for_what_has_changed_since_is_refused() {
        String plan = plan(call(write, "config_change", "app", "other", "fields", Json.map("A", "1")));
        api.done("PATCH", "/apps/other/config-vars", "{\"A\": \"2\"}");
        JsonNode answer = call(write, "apply", "plan", plan);
        assertThat(answer.get("isError").asBoolean()).isTrue();
        assertThat(answer.toString()).contains("does not hold any more");
        assertThat(api.get("/apps/other/config-vars").text("A")).isEqualTo("2");
    }

    @Test
    void a_plan_does_not_outlive_the_right_to_make_it() {
        String soon = token("soon", Token.Scope.WRITE);
        String plan = plan(call(soon, "addons_create", "app", "mine", "plan", "ledger"));
        api.home().open().home().tokens().revoke("soon");
        assertThat(api.call("POST", "/mcp", "{\"plan\":\"" + plan + "\"}", soon).status())
                .isEqualTo(401);
    }

    @Test
    void no_data_are_lost_here() {
        JsonNode answer = call(api.admin(), "addons_destroy", "app", "mine", "addon", "book");
        assertThat(answer.get("isError").asBoolean()).isTrue();
        assertThat(answer.toString())
                .contains("would delete book and its data", "a person can do it: DELETE /apps/mine/addons/book");
        assertThat(call(api.admin(), "apps_destroy", "app", "mine")
                        .get("isError")
                        .asBoolean())
                .isTrue();
        assertThat(api.get("/addons/book").status()).isEqualTo(200);
    }

    @Test
    void nothing_stands_for_what_a_person_would_confirm() {
        for (String field : List.of("confirm", "force")) {
            JsonNode answer =
                    call(write, "addons_attach", "app", "mine", "addon", "theirs", "name", "LEDGER", field, true);
            assertThat(answer.path("isError").asBoolean()).isTrue();
            assertThat(answer.toString()).contains("There is no field '" + field + "'.");
        }
        assertThat(ask(write, "tools/list", "{}").toString()).doesNotContain("\"force\"", "\"confirm\"");
    }

    @Test
    void no_plan_changes_anything() throws IOException {
        List<Object[]> plans = List.of(
                new Object[] {"apps_create", "name", "fresh"},
                new Object[] {"apps_rename", "app", "mine", "name", "renamed"},
                new Object[] {"addons_create", "app", "mine", "plan", "ledger", "name", "more"},
                new Object[] {"addons_create", "app", "mine", "plan", "ledger:dedicated"},
                new Object[] {"addons_change", "app", "mine", "addon", "book", "name", "paper"},
                new Object[] {"addons_attach", "app", "other", "addon", "book", "name", "EXTRA"},
                new Object[] {"addons_detach", "app", "mine", "attachment", "LEDGER"},
                new Object[] {"config_change", "app", "mine", "fields", Json.map("B", "1")},
                new Object[] {"rollback", "app", "mine", "release", "2"},
                new Object[] {"drains_add", "app", "mine", "url", "syslog://127.0.0.1:1"});
        String before = stored();
        for (Object[] plan : plans) {
            Object[] arguments = Arrays.copyOfRange(plan, 1, plan.length);
            assertThat(plan(call(api.admin(), String.valueOf(plan[0]), arguments)))
                    .as(Arrays.toString(plan))
                    .isNotEmpty();
        }
        assertThat(stored()).isEqualTo(before);
    }

    /** Every file of the home with its content, but for when tokens were used. */
    private static String stored() throws IOException {
        try (Stream<Path> files = Files.walk(api.home().path())) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (!file.toString().contains("/http/")) {
                    all.append(file)
                            .append(' ')
                            .append(Files.readString(file, ISO_8859_1))
                            .append('\n');
                }
            }
            return all.toString();
        }
    }

    @Test
    void what_the_api_would_refuse_is_refused_in_its_words() {
        assertThat(call(write, "apps_create", "name", "mine").toString()).contains("Name mine is already taken.");
        assertThat(call(write, "addons_create", "app", "mine", "plan", "postgre")
                        .toString())
                .contains("\"isError\":true");
        assertThat(call(write, "apps_info", "app", "../other").toString()).contains("Couldn't find that app.");
        assertThat(call(write, "apps_info", "ap", "x").toString()).contains("There is no field 'ap'. Known: app.");
        assertThat(call(write, "apps_info").toString()).contains("app is missing.");
    }
}
