package vektra.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vektra.file.FigureFiles;
import vektra.model.Token;

/** The routes that the web page needs beyond those of other clients. */
class WhatThePageAsksTest {
    private static final String BOOK =
            "{\"name\":\"book\",\"service\":\"ledger\",\"plan\":\"shared\",\"state\":\"provisioned\"";

    private final MemoryApi api = new MemoryApi();

    WhatThePageAsksTest() {
        api.done("POST", "/apps", "{\"name\": \"lender\"}");
        api.done("POST", "/apps", "{\"name\": \"guest\"}");
        api.done("POST", "/apps/lender/addons", "{\"plan\": \"ledger\", \"name\": \"book\"}");
        api.done("POST", "/apps/guest/addon-attachments", "{\"addon\": \"book\", \"name\": \"SHARED\"}");
    }

    @AfterEach
    void close() {
        api.close();
    }

    private String token(Token.Scope scope, String... apps) {
        return api.home().token("own", scope, null, apps);
    }

    @Test
    void the_overview_names_each_app_with_its_add_ons_and_whose_they_are() {
        assertThat(api.done("GET", "/overview", ""))
                .hasToString("{\"apps\":[{\"name\":\"guest\",\"addons\":[" + BOOK
                        + ",\"owner\":\"lender\"}]},{\"name\":\"lender\",\"addons\":[" + BOOK
                        + "}]}],\"ownerless\":[]}");
    }

    @Test
    void an_add_on_whose_app_is_gone_is_in_the_overview() {
        api.done("DELETE", "/apps/guest", "");
        api.done("DELETE", "/apps/lender", "");
        assertThat(api.done("GET", "/overview", "")).hasToString("{\"apps\":[],\"ownerless\":[" + BOOK + "}]}");
    }

    @Test
    void of_other_apps_a_limited_token_sees_only_what_its_own_have_borrowed() {
        api.done("POST", "/apps/lender/addons", "{\"plan\": \"ledger\", \"name\": \"private\"}");
        String limited = token(Token.Scope.VIEW, "guest");
        assertThat(api.call("GET", "/overview", "", limited).body())
                .hasToString("{\"apps\":[{\"name\":\"guest\",\"addons\":[" + BOOK
                        + ",\"owner\":\"lender\"}]}],\"ownerless\":[]}");
    }

    @Test
    void a_service_is_enabled_by_an_admin_and_by_no_other() {
        String other = "cache";
        String path = "/addon-services/" + other;
        String writer = token(Token.Scope.WRITE);
        assertThat(api.call("PATCH", path, "{\"enabled\": true}", writer).status())
                .isEqualTo(403);
        assertThat(api.done("PATCH", path, "{\"enabled\": true}").get("enabled").asBoolean())
                .isTrue();
        assertThat(api.done("PATCH", path, "{\"enabled\": true}").get("enabled").asBoolean())
                .isTrue();
    }

    @Test
    void a_service_is_disabled_by_an_admin_and_while_an_app_uses_it_only_by_force() {
        String path = "/addon-services/ledger";
        assertThat(api.call("PATCH", path, "{\"enabled\": false}", token(Token.Scope.WRITE))
                        .status())
                .isEqualTo(403);
        assertThat(api.call("PATCH", path, "{}").status()).isEqualTo(422);
        MemoryApi.Answered bound = api.call("PATCH", path, "{\"enabled\": false}");
        assertThat(bound.status()).isEqualTo(409);
        assertThat(bound.text("message")).contains("lender");
        assertThat(api.done("PATCH", path, "{\"enabled\": false, \"force\": true}")
                        .get("enabled")
                        .asBoolean())
                .isFalse();
        assertThat(api.done("GET", "/addons/book", "").get("name").asText()).isEqualTo("book");
    }

    @Test
    void a_backup_is_downloaded_once_by_who_may_read() throws IOException, InterruptedException {
        api.done("POST", "/client/v11/databases/book/backups", "{}");
        String path = "/client/v11/apps/lender/transfers/1/actions/download";
        assertThat(api.call("POST", path, "{}", token(Token.Scope.VIEW)).status())
                .isEqualTo(403);
        assertThat(api.call("POST", path, "{}", api.home().token("guest", Token.Scope.READ, null, "guest"))
                        .status())
                .isEqualTo(404);
        MemoryApi.Answered offered = api.call("POST", path, "{}", api.home().token("reader", Token.Scope.READ, null));
        HttpRequest request = HttpRequest.newBuilder(URI.create(api.url() + offered.text("url")))
                .build();
        HttpResponse<byte[]> file = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .matches("attachment; filename=\"lender-ledger-book-[0-9TZ-]+\\.[a-z]+\"");
        assertThat(file.body()).isNotEmpty();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofByteArray())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void backups_are_scheduled_at_any_minute() {
        String path = "/client/v11/databases/book/transfer-schedules";
        assertThat(api.done("POST", path, "{\"hour\": \"2\", \"minute\": \"35\"}")
                        .get("hour")
                        .asText())
                .isEqualTo("02:35");
        assertThat(api.done("GET", "/addons/book", "")
                        .at("/backups/schedule/at")
                        .asText())
                .isEqualTo("02:35 UTC");
        assertThat(api.call("POST", path, "{\"hour\": \"2\", \"minute\": \"75\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_drill_says_how_it_went() {
        api.done("POST", "/client/v11/databases/book/backups", "{}");
        JsonNode drilled = api.done("POST", "/addons/book/drills", "{}");
        assertThat(drilled.get("backup").asText()).isEqualTo("book/1");
        assertThat(drilled.at("/drill/problem").isNull()).isTrue();
        assertThat(api.done("GET", "/addons/book", "").at("/backups/drill/at")).isEqualTo(drilled.at("/drill/at"));
        assertThat(api.call("POST", "/addons/book/drills", "{}", token(Token.Scope.READ))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void the_figures_of_an_add_on_are_those_that_a_server_noted() {
        FigureFiles files = new FigureFiles(api.home().path());
        new Sampling(api.home()::open, files, Clock.systemUTC()).round();
        JsonNode figures = api.done("GET", "/addons/book/figures", "");
        assertThat(figures).hasSize(1);
        assertThat(figures.at("/0/size").isIntegralNumber()).isTrue();
        assertThat(figures.at("/0/connections").isNull()).isTrue();
        api.done("DELETE", "/apps/lender/addons/book", "{\"force\": true}");
        new Sampling(api.home()::open, files, Clock.systemUTC()).round();
        assertThat(api.home().path().resolve("figures")).isEmptyDirectory();
    }

    @Test
    void answers_are_compressed_for_those_that_ask_for_it() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api.url() + "/static/style.css"));
        HttpResponse<byte[]> plain = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        HttpResponse<byte[]> small = client.send(
                request.header("Accept-Encoding", "br, gzip;q=0.8").build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(small.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(small.headers().firstValue("Vary")).hasValue("Accept-Encoding");
        assertThat(small.body().length).isLessThan(plain.body().length / 2);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(small.body())).readAllBytes())
                .isEqualTo(plain.body());
        String tag = small.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = client.send(
                HttpRequest.newBuilder(URI.create(api.url() + "/static/style.css"))
                        .header("Accept-Encoding", "gzip")
                        .header("If-None-Match", tag)
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        assertThat(again.statusCode()).isEqualTo(304);
        HttpResponse<byte[]> refused = client.send(
                HttpRequest.newBuilder(URI.create(api.url() + "/static/style.css"))
                        .header("Accept-Encoding", "gzip;q=0, identity")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(refused.body()).isEqualTo(plain.body());
    }
}
