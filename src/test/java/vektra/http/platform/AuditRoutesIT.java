package vektra.http.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vektra.http.ServedHome;

/** Who changed what over HTTP, and who may read it. */
class AuditRoutesIT {
    private static ServedHome home;

    @BeforeAll
    static void open() {
        home = new ServedHome("memcache");
    }

    @AfterAll
    static void close() {
        home.close();
    }

    private static HttpResponse<String> as(String token, String method, String path, String body) {
        return home.send(home.request(path, token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void a_change_over_http_is_by_its_token_also_what_is_made_in_the_background() {
        String me = home.token("me", "write");
        assertThat(as(me, "POST", "/apps", "{\"name\":\"page\"}").statusCode()).isEqualTo(201);
        as(me, "PATCH", "/apps/page/config-vars", "{\"KEY\":\"hush-hush\"}");
        as(me, "PATCH", "/apps/page/config-vars", "{\"KEY\":null}");
        HttpResponse<String> made = as(
                me,
                "POST",
                "/apps/page/addons",
                "{\"plan\":\"memcache:dedicated\",\"name\":\"mc-page\",\"attachment\":{\"name\":\"CACHE\"}}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        home.vektra("addons:wait", "mc-page");
        home.vektra("config:set", "CLI=1", "-a", "page");

        List<String> by = new ArrayList<>();
        home.json("releases", "-a", "page")
                .forEach(release -> by.add(release.get("by").asText()));
        String shell = System.getProperty("user.name");
        assertThat(by).containsExactly(shell, "token me", "token me", "token me", "token me", "token me");

        JsonNode lines = ServedHome.read(
                as(home.adminToken(), "GET", "/audit?app=page", "").body());
        List<String> who = new ArrayList<>();
        lines.forEach(line ->
                who.add(line.get("command").asText() + " " + line.get("user").asText()));
        assertThat(who)
                .containsExactly(
                        "config:set " + shell,
                        "addons:wait token me",
                        "addons:create token me",
                        "config:unset token me",
                        "config:set token me",
                        "apps:create token me");
        assertThat(lines.at("/3/unset/0").asText()).isEqualTo("KEY");
        assertThat(lines.at("/2/plans/mc-page").asText()).isEqualTo("memcache:dedicated");
        assertThat(lines.toString()).doesNotContain("hush-hush", me);
        assertThat(home.json("audit", "-a", "page")).isEqualTo(lines);
    }

    @Test
    void an_admin_reads_it_page_by_page_and_other_scopes_do_not() {
        for (String scope : List.of("read", "write")) {
            HttpResponse<String> refused = as(home.token("t-" + scope, scope), "GET", "/audit", "");
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
        }
        JsonNode first = ServedHome.read(home.get("/audit?max=1").body());
        assertThat(first).hasSize(1);
        assertThat(first.at("/0/tokens/t-write").asText()).isEqualTo("write");
        JsonNode next = ServedHome.read(
                home.get("/audit?max=1&since=1h&before=" + first.at("/0/change").asText())
                        .body());
        assertThat(next.at("/0/tokens/t-read").asText()).isEqualTo("read");
        assertThat(ServedHome.read(home.get("/audit?app=none").body())).isEmpty();
        assertThat(home.get("/audit?since=2026-01-31T12:00:00%2B01:00").statusCode())
                .isEqualTo(200);
        for (String bad : List.of("max=0", "max=1001", "max=x", "since=soon", "app=No", "apps=page", "since")) {
            HttpResponse<String> refused = home.get("/audit?" + bad);
            assertThat(refused.statusCode()).as(bad + refused.body()).isEqualTo(422);
        }
        assertThat(home.get("/audit?before=none").statusCode()).isEqualTo(404);
    }
}
