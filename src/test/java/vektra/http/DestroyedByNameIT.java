package vektra.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.fixture.Sampled;

/** What loses data is named itself, and what opens an address or runs a program is the operator's. */
@Timeout(120)
@Sampled(oneIn = 6)
class DestroyedByNameIT {
    private static ServedHome home;
    private static String writer;

    @BeforeAll
    static void start() {
        home = new ServedHome("redis", "memcache");
        writer = home.token("writer", "write");
        home.vektra("addons:bind", "redis", "-a", "tricky", "--as", "memcache");
    }

    @AfterAll
    static void stop() {
        home.close();
    }

    private static String only(String app, String service) {
        for (JsonNode addon : home.json("addons", "-a", app)) {
            if (addon.get("plan").asText().startsWith(service + ":")) {
                return addon.get("name").asText();
            }
        }
        throw new AssertionError(app + " has no " + service);
    }

    private static HttpResponse<String> delete(String app, String addon) {
        return home.call("DELETE", "/apps/" + app + "/addons/" + addon, "{}");
    }

    private static int code(String... arguments) throws InterruptedException {
        return home.start(Map.of(), arguments).waitFor();
    }

    @Test
    void a_word_that_names_a_service_destroys_nothing_that_is_only_attached_under_it() throws Exception {
        String redis = only("tricky", "redis");
        assertThat(delete("tricky", "memcache").statusCode()).isEqualTo(404);
        assertThat(code("addons:destroy", "memcache", "-a", "tricky", "--confirm", "tricky"))
                .isEqualTo(3);
        assertThat(home.call("POST", "/apps/tricky/addons/memcache/actions/flush", "{\"confirm\":\"tricky\"}")
                        .statusCode())
                .isEqualTo(404);
        home.vektra("addons:bind", "memcache", "-a", "tricky", "--as", "cache");
        String memcache = only("tricky", "memcache");
        HttpResponse<String> both = delete("tricky", "memcache");
        assertThat(both.statusCode()).isEqualTo(409);
        assertThat(both.body()).contains(memcache, redis);
        assertThat(code("addons:destroy", "memcache", "-a", "tricky", "--confirm", "tricky"))
                .isEqualTo(4);
        assertThat(home.json("addons", "-a", "tricky")).hasSize(2);
        assertThat(delete("tricky", "CACHE").statusCode()).isEqualTo(200);
        assertThat(home.json("addons", "-a", "tricky")).hasSize(1);
    }

    @Test
    void a_name_that_an_attachment_of_another_has_too_is_refused_until_the_id_is_given() throws Exception {
        home.vektra("apps:create", "twice");
        home.vektra("addons:create", "memcache", "-a", "twice", "--name", "store", "--as", "first");
        home.vektra("addons:bind", "redis", "-a", "twice", "--as", "store");
        String redis = only("twice", "redis");
        assertThat(delete("twice", "store").statusCode()).isEqualTo(409);
        assertThat(code("addons:destroy", "store", "-a", "twice", "--confirm", "twice"))
                .isEqualTo(4);
        String id = home.json("addons:info", redis).get("id").asText();
        assertThat(delete("twice", id).statusCode()).isEqualTo(200);
        assertThat(only("twice", "memcache")).isEqualTo("store");
        assertThat(delete("twice", "store").statusCode()).isEqualTo(200);
    }

    @Test
    void a_request_names_the_addon_where_the_command_line_may_name_its_service() throws Exception {
        home.vektra("addons:bind", "redis", "-a", "plain");
        String redis = only("plain", "redis");
        HttpResponse<String> refused = delete("plain", "redis");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("name the add-on: " + redis);
        assertThat(delete("plain", "redis:shared").statusCode()).isEqualTo(409);
        assertThat(delete("plain", "REDIS_URL").statusCode()).isEqualTo(404);
        assertThat(code("addons:destroy", "redis", "-a", "plain", "--confirm", "plain"))
                .isZero();
    }

    @Test
    void an_app_that_is_deleted_leaves_its_data_and_the_answer_names_them() {
        home.vektra("addons:bind", "memcache", "-a", "leaving");
        String memcache = only("leaving", "memcache");
        HttpResponse<String> gone = home.call("DELETE", "/apps/leaving", "");
        assertThat(gone.statusCode()).isEqualTo(200);
        assertThat(gone.headers().firstValue("Warning-Message").orElse("")).contains(memcache);
        assertThat(home.get("/addons/" + memcache).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "memcache:dedicated, listen, 0.0.0.0",
        "memcache:dedicated, port, 18999",
        "redis:dedicated, from, docker",
        "redis:dedicated, image, attacker/evil:1",
        "redis:dedicated, url, redis://127.0.0.1:1",
        "redis:dedicated, auth, none",
        "redis:dedicated, channels, all"
    })
    void an_option_of_the_operator_needs_scope_admin(String plan, String option, String value) {
        home.call("POST", "/apps", "{\"name\":\"options\"}");
        HttpRequest.Builder request = home.request("/apps/options/addons", writer)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"plan\":\"" + plan + "\",\"config\":{\"" + option + "\":\"" + value + "\"}}"));
        HttpResponse<String> answer = home.send(request);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("The option " + option, "admin");
        assertThat(home.json("addons", "-a", "options")).isEmpty();
    }

    @Test
    void limits_of_a_server_of_its_own_need_no_more_than_write() {
        home.call("POST", "/apps", "{\"name\":\"limits\"}");
        HttpRequest.Builder request = home.request("/apps/limits/addons", writer)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"plan\":\"memcache:dedicated\",\"config\":{\"memory\":\"32\"}}"));
        assertThat(home.send(request).statusCode()).isEqualTo(201);
        home.vektra("addons:wait", "-a", "limits");
    }
}
