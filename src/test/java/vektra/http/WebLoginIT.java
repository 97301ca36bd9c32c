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
                "/static/..%2fschemas.json",
                "/static/js/..%2f..%2fschemas.json",
                "/static/js/nosuch.js",
                "/static/",
                "/static//etc/passwd"
            })
    void no_other_file_is_served(String path) {
        assertThat(anonymous(path).statusCode()).isIn(401, 404);
    }

    @Test
    void a_login_gives_a_cookie_that_no_script_reads_and_no_other_site_sends() {
        HttpResponse<String> done = login("{\"token\":\"" + home.adminToken() + "\"}", "application/json");
        assertThat(done.statusCode()).isEqualTo(204);
        assertThat(done.headers().firstValue("Set-Cookie").orElseThrow())
                .matches("vektra_session=[\\w-]{43}; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict");
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
    void a_change_with_the_cookie_alone_is_refused() {
        String cookie = cookie();
        HttpRequest.Builder change = home.request("/apps/shop/config-vars", null)
                .header("Cookie", cookie)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"STOLEN\":\"1\"}"));
        assertThat(home.send(change).statusCode()).isEqualTo(403);
        assertThat(home.send(change.header("X-CSRF-Token", "guessed")).statusCode())
                .isEqualTo(403);
        assertThat(home.send(home.request("/apps", null).header("Cookie", cookie))
                        .statusCode())
                .isEqualTo(200);
        assertThat(anonymous("/apps").statusCode()).isEqualTo(401);
    }

    @Test
    void a_logout_ends_the_login_and_needs_the_word_too() {
        String cookie = cookie();
        HttpRequest.Builder logout = home.request("/logout", null)
                .header("Cookie", cookie)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        assertThat(home.send(logout).statusCode()).isEqualTo(403);
        String word = ServedHome.read(home.send(home.request("/session", null).header("Cookie", cookie))
                        .body())
                .get("csrf")
                .asText();
        HttpResponse<String> done = home.send(logout.header("X-CSRF-Token", word));
        assertThat(done.statusCode()).isEqualTo(204);
        assertThat(done.headers().firstValue("Set-Cookie").orElseThrow())
                .isEqualTo("vektra_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict");
        assertThat(home.send(home.request("/session", null).header("Cookie", cookie))
                        .statusCode())
                .isEqualTo(401);
    }

    private static String cookie() {
        return login("{\"token\":\"" + home.adminToken() + "\"}", "application/json")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";")[0];
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
