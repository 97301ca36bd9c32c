package vektra.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the web page gives to strangers, and how it lets people in: as bytes, without a browser. */
class WebLoginIT {
    private static ServedHome home;

    @BeforeAll
    static void start() {
        home = new ServedHome();
        home.vektra("apps:create", "shop");
    }

    @AfterAll
    static void stop() {
        home.close();
    }

    @Test
    void without_a_token_only_the_login_page_and_its_files_answer() {
        HttpResponse<String> page = anonymous("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValue("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
                        + "img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.body()).doesNotContain("shop", "root", "style=", "onclick=");
        for (String file : List.of("/static/style.css", "/static/icon.svg", "/static/js/main.js")) {
            HttpResponse<String> got = anonymous(file);
            assertThat(got.statusCode()).as(file).isEqualTo(200);
            String tag = got.headers().firstValue("ETag").orElseThrow();
            assertThat(home.send(home.request(file, null).header("If-None-Match", tag))
                            .statusCode())
                    .as(file)
                    .isEqualTo(304);
        }
        for (String path : List.of(
                "/apps", "/addons", "/session", "/tokens", "/addon-services", "/logout", "/nosuch", "/metrics")) {
            assertThat(anonymous(path).statusCode()).as(path).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/static/schemas.json",
                "/static/index.html",
                "/static/Pages.class",
                "/static/..%2frequest%2fschemas.json",
                "/static/js/..%2f..%2frequest%2fschemas.json",
                "/static/js/nosuch.js",
                "/static/",
                "/static//etc/passwd"
            })
    void no_other_file_is_served(String path) {
        assertThat(anonymous(path).statusCode()).isIn(401, 404);
    }

    @Test
    void a_login_is_a_word_for_a_header_and_never_a_cookie() {
        HttpResponse<String> done = login("{\"token\":\"" + home.adminToken() + "\"}", "application/json");
        assertThat(done.statusCode()).isEqualTo(201);
        assertThat(done.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(done.body().strip())
                .matches("\\{\"session\":\"[\\w-]{24}\"}")
                .doesNotContain(home.adminToken());
        String session = session();
        assertThat(with(session, "/apps").statusCode()).isEqualTo(200);
        assertThat(home.send(home.request("/apps", null)
                                .header("Cookie", "vektra_session=" + session + "; Vektra-Session=" + session))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void no_other_origin_may_send_the_header() {
        HttpResponse<String> asked = home.send(home.request("/apps", null)
                .header("Origin", "http://127.0.0.1:1")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "vektra-session")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        assertThat(asked.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(asked.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"));
    }

    @Test
    void a_login_from_a_form_of_another_site_is_refused() {
        assertThat(login("token=" + home.adminToken(), "application/x-www-form-urlencoded")
                        .statusCode())
                .isEqualTo(415);
        assertThat(login("{\"token\":\"" + home.adminToken() + "\"}", "text/plain")
                        .statusCode())
                .isEqualTo(415);
        assertThat(login("{}", "application/json").statusCode()).isEqualTo(422);
        assertThat(login("[", "application/json").statusCode()).isEqualTo(400);
    }

    @Test
    void a_logout_ends_the_login() {
        String session = session();
        assertThat(with(session, "/session").body()).contains("\"name\":\"root\"");
        HttpRequest.Builder logout = home.request("/logout", null)
                .header("Vektra-Session", session)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        assertThat(home.send(logout).statusCode()).isEqualTo(200);
        assertThat(with(session, "/session").statusCode()).isEqualTo(401);
        assertThat(with("guessed", "/session").statusCode()).isEqualTo(401);
    }

    private static String session() {
        return ServedHome.read(login("{\"token\":\"" + home.adminToken() + "\"}", "application/json")
                        .body())
                .get("session")
                .asText();
    }

    private static HttpResponse<String> with(String session, String path) {
        return home.send(home.request(path, null).header("Vektra-Session", session));
    }

    private static HttpResponse<String> anonymous(String path) {
        return home.send(home.request(path, null));
    }

    private static HttpResponse<String> login(String body, String type) {
        return home.send(home.request("/login", null)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }
}
