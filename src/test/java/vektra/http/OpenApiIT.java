package vektra.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vektra.remote.Frame;

/** The OpenAPI document says what the server answers: each operation is asked, and its answer held against it. */
class OpenApiIT {
    private static ServedHome home;
    private static JsonNode document;
    private final Set<String> asked = new TreeSet<>();

    @BeforeAll
    static void open() {
        home = new ServedHome("postgres", "redis", "memcache");
        document = ServedHome.read(home.get("/openapi.json").body());
    }

    @AfterAll
    static void close() {
        home.close();
    }

    /** Asks, and holds the answer against the document. */
    private JsonNode ask(String method, String template, String body, String... names) {
        String path = template;
        for (String name : names) {
            path = path.replaceFirst("\\{[a-z]+}", name);
        }
        HttpResponse<String> answer = method.equals("GET") ? home.get(path) : home.call(method, path, body);
        String operation = method + " " + template;
        JsonNode responses = document.get("paths")
                .get(template)
                .get(method.toLowerCase(Locale.ROOT))
                .get("responses");
        String status = String.valueOf(answer.statusCode());
        JsonNode expected = responses.has(status) ? responses.get(status) : responses.get("default");
        asked.add(operation);
        JsonNode content = expected.get("content");
        if (content == null || !content.has("application/json")) {
            assertThat(status).as(operation + ": " + answer.body()).startsWith("2");
            return document;
        }
        JsonNode value = ServedHome.read(answer.body());
        String schema =
                content.get("application/json").get("schema").get("$ref").asText();
        assertThat(validator(schema).validate(value))
                .as(operation + " answered " + status + " " + answer.body())
                .isEmpty();
        assertThat(answer.statusCode() / 100)
                .as(operation + ": " + answer.body())
                .isEqualTo(2);
        return value;
    }

    private static JsonSchema validator(String reference) {
        ObjectNode root = document.deepCopy();
        root.put("$ref", reference);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root);
    }

    @Test
    void every_operation_answers_as_the_document_says() {
        ask("GET", "/health", "");
        ask("GET", "/metrics", "");
        ask("GET", "/openapi.json", "");
        ask("GET", "/", "");
        ask("GET", "/static/{file}", "", "style.css");
        ask("GET", "/static/js/{file}", "", "main.js");
        ask("POST", "/login", "{\"token\":\"" + home.adminToken() + "\"}");
        ask("POST", "/logout", "{}");
        ask("POST", "/tokens", "{\"name\":\"more\"}");
        ask("GET", "/tokens", "");
        ask("GET", "/audit", "");
        ask("DELETE", "/tokens/{token}", "{}", "more");
        ask("GET", "/account", "");
        ask("GET", "/session", "");
        ask("GET", "/teams", "");
        ask("POST", "/apps", "{\"name\":\"acme\"}");
        ask("POST", "/apps", "{\"name\":\"beta\"}");
        ask("GET", "/apps", "");
        ask("GET", "/users/{user}/apps", "", "~");
        ask("GET", "/overview", "");
        ask("GET", "/apps/{app}", "", "acme");
        ask("GET", "/apps/{app}/formation", "", "acme");
        ask("GET", "/apps/{app}/builds", "", "acme");
        ask("GET", "/apps/{app}/collaborators", "", "acme");
        services();
        addons();
        config();
        lines();
        data();
        ask("POST", "/apps/{app}/dynos", "{\"command\":\"true\",\"attach\":true}", "acme");
        ask("GET", "/apps/{app}/dynos", "", "acme");
        ask("GET", "/remote", "");
        ask("POST", "/remote/programs", "{\"app\":\"acme\"}");
        ask("POST", "/remote/address", "{\"app\":\"acme\",\"addon\":\"redis\"}");
        begun("/remote/connections", "{\"app\":\"acme\",\"addon\":\"redis\"}");
        String command = begun("/remote/commands", "{\"words\":[\"config:import\",\"-\",\"-a\",\"acme\"]}");
        ask("POST", "/remote/input/{talk}", "", command + "?at=0&last=true");
        ask("POST", "/mcp", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
        ask("DELETE", "/apps/{app}/addons/{addon}", "{\"force\":true}", "acme", "pg-renamed");
        ask("PATCH", "/apps/{app}", "{\"name\":\"gamma\"}", "beta");
        ask("DELETE", "/apps/{app}", "{\"destroy_data\":true}", "gamma");
        List<String> documented = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (!method.equals("parameters")) {
                        documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        assertThat(asked).containsExactlyInAnyOrderElementsOf(documented);
    }

    /** Asks for an answer that lasts, of which the first piece says where input goes. */
    private String begun(String path, String body) {
        asked.add("POST " + path);
        HttpRequest request = home.request(path, home.adminToken())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<InputStream> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            return Frame.read(new DataInputStream(answer.body())).text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void services() {
        ask("GET", "/monitors", "");
        ask("GET", "/monitors/page", "");
        ask("GET", "/monitors/states", "");
        ask("GET", "/monitors/metrics", "");
        ask("GET", "/server-states", "");
        ask("GET", "/addon-services", "");
        ask("GET", "/addon-services/{service}", "", "postgres");
        ask("PATCH", "/addon-services/{service}", "{\"enabled\":true}", "postgres");
        ask("GET", "/addon-services/{service}/plans", "", "postgres");
        ask("GET", "/addon-services/{service}/plans/{plan}", "", "postgres", "postgres:shared");
    }

    private void addons() {
        String plan = "{\"plan\":{\"name\":\"postgres:shared\"},\"name\":\"pg-acme\"}";
        String id = ask("POST", "/apps/{app}/addons", plan, "acme").get("id").asText();
        ask("POST", "/apps/{app}/addons", "{\"plan\":\"redis\",\"name\":\"redis-acme\"}", "acme");
        ask("GET", "/addons", "");
        ask("GET", "/addons/{addon}", "", id);
        ask("GET", "/addons/{addon}/config", "", "pg-acme");
        ask("GET", "/addons/{addon}/figures", "", "pg-acme");
        ask("GET", "/addons/{addon}/addon-attachments", "", id);
        ask("GET", "/apps/{app}/addons", "", "acme");
        ask("GET", "/apps/{app}/addons/{addon}", "", "acme", "DATABASE");
        ask("PATCH", "/apps/{app}/addons/{addon}", "{\"name\":\"pg-renamed\"}", "acme", id);
        ask("POST", "/actions/addons/resolve", "{\"addon\":\"postgres\",\"app\":\"acme\"}");
        ask("GET", "/apps/{app}/addons/{addon}/actions", "", "acme", "pg-renamed");
        ask("POST", "/apps/{app}/addons/{addon}/actions/{action}", "{}", "acme", "pg-renamed", "rotate");
        ask("GET", "/apps/{app}/addons/{addon}/actions/{action}", "", "acme", "pg-renamed", "stats");
        ask("PATCH", "/apps/{app}/addons/{addon}", "{\"plan\":\"redis:dedicated\"}", "acme", "redis-acme");
        ask("DELETE", "/apps/{app}/addons/{addon}/former", "", "acme", "redis-acme");
        String shared = "{\"addon\":\"pg-renamed\",\"app\":\"beta\",\"name\":\"SHARED\"}";
        String attachment = ask("POST", "/addon-attachments", shared).get("id").asText();
        ask("POST", "/apps/{app}/addon-attachments", "{\"addon\":\"redis-acme\"}", "beta");
        ask("GET", "/addon-attachments", "");
        ask("GET", "/addon-attachments/{attachment}", "", attachment);
        ask("GET", "/apps/{app}/addon-attachments", "", "beta");
        ask("GET", "/apps/{app}/addon-attachments/{attachment}", "", "beta", "SHARED");
        ask("POST", "/actions/addon-attachments/resolve", "{\"addon_attachment\":\"beta::SHARED\"}");
        ask("PATCH", "/addon-attachments/{attachment}", "{\"primary\":true}", attachment);
        ask("PATCH", "/apps/{app}/addon-attachments/{attachment}", "{\"primary\":true}", "beta", "REDIS");
        ask("DELETE", "/addon-attachments/{attachment}", "{}", attachment);
        ask("DELETE", "/apps/{app}/addon-attachments/{attachment}", "{}", "beta", "REDIS");
    }

    private void config() {
        ask("PATCH", "/apps/{app}/config-vars", "{\"A\":\"1\",\"B\":null}", "acme");
        ask("GET", "/apps/{app}/config-vars", "", "acme");
        ask("GET", "/apps/{app}/config-vars/notes", "", "acme");
        ask("GET", "/apps/{app}/releases", "", "acme");
        ask("GET", "/apps/{app}/releases/{release}", "", "acme", "v1");
        ask("GET", "/apps/{app}/releases/{release}/config-vars", "", "acme", "1");
        ask("POST", "/apps/{app}/releases", "{\"release\":\"1\"}", "acme");
        String drain = ask("POST", "/apps/{app}/log-drains", "{\"url\":\"syslog://127.0.0.1:9\"}", "acme")
                .get("token")
                .asText();
        ask("GET", "/apps/{app}/log-drains", "", "acme");
        ask("GET", "/apps/{app}/log-drains/{drain}", "", "acme", drain);
        ask("DELETE", "/apps/{app}/log-drains/{drain}", "{}", "acme", drain);
    }

    private void lines() {
        String address = ask("POST", "/apps/{app}/log-sessions", "{\"lines\":5,\"tail\":false}", "acme")
                .get("logplex_url")
                .asText();
        ask("GET", "/log-sessions/{session}", "", address.replaceFirst(".*/", ""));
    }

    private void copied() {
        JsonNode made =
                ask("POST", "/apps/{app}/addons", "{\"plan\":\"postgres\",\"attachment\":{\"name\":\"COPY\"}}", "acme");
        JsonNode vars = ask("GET", "/apps/{app}/config-vars", "", "acme");
        String from = vars.path("DATABASE_URL").asText();
        String to = vars.path("COPY_URL").asText();
        ask(
                "POST",
                "/client/v11/databases/{addon}/transfers",
                "{\"from_url\":\"" + from + "\",\"to_url\":\"" + to + "\"}",
                made.path("name").asText());
    }

    private void data() {
        ask("GET", "/client/v11/databases/{addon}", "", "pg-renamed");
        ask("GET", "/client/v11/databases/{addon}/wait_status", "", "pg-renamed");
        String schedule = ask(
                        "POST",
                        "/client/v11/databases/{addon}/transfer-schedules",
                        "{\"hour\":\"4\",\"timezone\":\"UTC\"}",
                        "pg-renamed")
                .get("uuid")
                .asText();
        ask("GET", "/client/v11/databases/{addon}/transfer-schedules", "", "pg-renamed");
        ask("DELETE", "/client/v11/databases/{addon}/transfer-schedules/{schedule}", "", "pg-renamed", schedule);
        ask("GET", "/client/v11/databases/{addon}/upgrade/wait_status", "", "pg-renamed");
        ask("PUT", "/client/v11/databases/{addon}/reset", "{}", "pg-renamed");
        ask("POST", "/client/v11/databases/{addon}/connection_reset", "{}", "pg-renamed");
        ask("GET", "/{family}/v0/databases/{addon}/credentials", "", "postgres", "pg-renamed");
        ask("GET", "/{family}/v0/databases/{addon}/credentials/{name}", "", "postgres", "pg-renamed", "default");
        ask("POST", "/{family}/v0/databases/{addon}/credentials_rotation", "{}", "postgres", "pg-renamed");
        ask(
                "POST",
                "/{family}/v0/databases/{addon}/credentials/{name}/credentials_rotation",
                "{}",
                "postgres",
                "pg-renamed",
                "default");
        ask("GET", "/{family}/v0/databases/{addon}", "", "redis", "redis-acme");
        ask("GET", "/{family}/v0/databases/{addon}/wait", "", "redis", "redis-acme");
        ask("POST", "/{family}/v0/databases/{addon}/credentials_rotation", "{}", "redis", "redis-acme");
        JsonNode backup = ask("POST", "/client/v11/databases/{addon}/backups", "{}", "pg-renamed");
        ask("POST", "/addons/{addon}/drills", "{}", "pg-renamed");
        ask("GET", "/client/v11/apps/{app}/transfers", "", "acme");
        copied();
        ask(
                "GET",
                "/client/v11/apps/{app}/transfers/{transfer}",
                "",
                "acme",
                backup.path("uuid").asText());
        ask("POST", "/client/v11/apps/{app}/transfers/{transfer}/actions/public-url", "{}", "acme", "1");
        String download = ask("POST", "/client/v11/apps/{app}/transfers/{transfer}/actions/download", "{}", "acme", "1")
                .path("url")
                .asText();
        ask("GET", "/downloads/{download}", "", download.replaceFirst(".*/", ""));
        ask(
                "POST",
                "/client/v11/databases/{addon}/restores",
                "{\"backup_url\":\"" + backup.path("to_url").asText() + "\"}",
                "pg-renamed");
        ask(
                "DELETE",
                "/client/v11/apps/{app}/transfers/{transfer}",
                "",
                "acme",
                backup.path("uuid").asText());
    }
}
