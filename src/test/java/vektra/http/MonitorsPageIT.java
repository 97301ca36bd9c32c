package vektra.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What monitors say, on the web page of a real server: the status page, add-ons and services by their real state. */
class MonitorsPageIT {
    private static final Path SHOTS = Path.of("target", "status-page");

    private static ServedHome home;
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        Assumptions.assumeTrue(Browser.program().isPresent(), "no Chromium on this machine");
        home = new ServedHome("redis", "memcache");
        home.vektra("apps:create", "shop");
        home.vektra("addons:create", "redis", "-a", "shop", "--name", "shop-queue");
        home.vektra("addons:create", "memcache", "-a", "shop", "--name", "shop-cache");
        home.vektra("addons:stop", "memcache");
        log("addon.shop_queue", true);
        log("addon.shop_cache", false);
        browser = new Browser(Browser.program().get());
        browser.size(1400, 900);
        browser.scheme("light");
        browser.open(home.url() + "/monitors");
        browser.until("document.activeElement.id === 'token'");
        browser.type(home.token("looker", "read"));
        browser.press("Enter");
        browser.until("document.querySelector('#status')?.shadowRoot");
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (home != null) {
            home.close();
        }
    }

    /** As a monitor that runs each minute has written it. */
    private static void log(String source, boolean up) throws IOException {
        StringBuilder lines = new StringBuilder();
        String head = " app=shop xid=9f1c02ab monitor=monitors_x.1 source=" + source + " i=0 ";
        for (int minute = 10; minute >= 0; minute--) {
            Instant at = Instant.now().minusSeconds(minute * 60L);
            lines.append("ts=" + at + head + "at=start interval=60s timeout=10s\n");
            lines.append("ts=" + at.plusMillis(20) + head + "at=finish status=" + (up ? "success" : "failure")
                    + " elapsed=0.0200 final=true measure=uptime val=" + (up ? 100 : 0)
                    + (up ? "" : " reason=\"connection refused\"") + "\n");
        }
        Path logs = Files.createDirectories(home.home().resolve("monitors/log"));
        Path current = logs.resolve("current");
        Files.writeString(current, (Files.exists(current) ? Files.readString(current) : "") + lines);
    }

    private static void go(String hash, String until) {
        browser.js("location.hash = '" + hash + "'");
        browser.until(until);
    }

    @Test
    void the_status_page_is_part_of_the_web_page() {
        go("#/monitors", "document.querySelector('#status')?.shadowRoot.querySelectorAll('article').length === 2");
        String root = "document.querySelector('#status').shadowRoot";
        assertThat(browser.text(root + ".querySelector('strong').textContent")).isEqualTo("1 down, 1 of 2 up");
        assertThat(browser.text(root + ".querySelector('.reason').textContent")).isEqualTo("connection refused");
        assertThat(browser.text("getComputedStyle(" + root + ".querySelector('article.down .state')).color"))
                .isEqualTo("rgb(192, 42, 27)");
        assertThat(browser.text("document.querySelector('nav [aria-current]').textContent"))
                .isEqualTo("Monitors");
        browser.shoot(SHOTS.resolve("server.png"));
        assertThat(browser.problems()).isEmpty();
    }

    @Test
    void the_apps_page_shows_what_monitors_say_of_each_addon() {
        go("#/", "document.querySelector('#board .health-up')");
        assertThat(browser.text("document.querySelector('.health-up').textContent"))
                .startsWith("up");
        assertThat(browser.text("document.querySelector('.health-down').closest('li').textContent"))
                .startsWith("shop-cache")
                .containsPattern("down.*for [0-9]+ [a-z]+");
        browser.shoot(SHOTS.resolve("server-apps.png"));
        go("#/addons/shop-cache", "document.querySelector('.facts .health-down')");
        assertThat(browser.problems()).isEmpty();
    }

    @Test
    void the_services_page_shows_whether_servers_run_and_where() {
        go("#/services", "document.querySelector('.server .health-down')");
        assertThat(browser.text("document.querySelector('.server .health-down').closest('section').textContent"))
                .contains("memcache", "stopped");
        assertThat(browser.text("document.querySelector('.server .health-up').closest('section').textContent"))
                .contains("redis", "running", "version ", "127.0.0.1:");
        assertThat(browser.text("document.querySelector('main').textContent")).contains("not enabled");
        browser.shoot(SHOTS.resolve("server-services.png"));
        assertThat(browser.problems()).isEmpty();
    }

    @Test
    void strangers_get_neither_the_page_nor_the_states() {
        for (String path : new String[] {"/monitors/page", "/monitors/states", "/server-states"}) {
            HttpResponse<String> answer = home.send(home.request(path, null));
            assertThat(answer.statusCode()).as(path).isEqualTo(401);
        }
        assertThat(home.get("/monitors/page").headers().firstValue("content-type"))
                .hasValue("text/html; charset=utf-8");
        assertThat(home.get("/monitors/states").body()).contains("\"state\":\"down\"", "connection refused");
    }
}
