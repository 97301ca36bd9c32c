package vektra.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vektra.fixture.Sampled;

/** What people know from other platforms, done on the web page in a real browser and looked for with the command line. */
@Sampled(oneIn = 6)
class PageActionsIT {
    private static final String BUTTONS =
            "[...document.querySelectorAll('main button')].filter(button => button.checkVisibility()).map(button => button.textContent).join()";

    @RegisterExtension
    private static final Browsing browsing = new Browsing("redis");

    private static ServedHome home;
    private static Browser browser;
    private static String admin;

    @BeforeAll
    static void start() {
        home = browsing.home();
        browser = browsing.browser();
        for (String app : new String[] {"shop", "blog"}) {
            home.vektra("apps:create", app);
        }
        home.vektra("addons:create", "redis", "-a", "shop", "--name", "shop-queue");
        admin = home.adminToken();
    }

    private static void untilSaid(String notice) {
        browser.until("document.getElementById('notice').textContent === " + Browser.quoted(notice));
    }

    @Test
    void an_app_is_created_renamed_and_destroyed() {
        browsing.logIn(admin);
        browser.ask("#create-app");
        browser.type("fresh");
        browser.press("Enter");
        browser.until("location.hash === '#/apps/fresh' && document.querySelector('h1').textContent === 'fresh'");
        assertThat(home.vektra("apps")).contains("fresh");
        browser.ask("#rename-app");
        browser.js("document.querySelector('dialog input').select()");
        browser.type("stale");
        browser.press("Enter");
        browser.until("location.hash === '#/apps/stale' && document.querySelector('h1').textContent === 'stale'");
        browser.ask("#destroy-app");
        browser.type("stale");
        browser.press("Enter");
        browser.until("location.hash === '#/' && document.querySelector('#board')");
        untilSaid("stale is destroyed.");
        assertThat(home.vektra("apps")).doesNotContain("fresh", "stale");
    }

    @Test
    void a_home_without_apps_says_what_to_do_first_and_a_service_is_enabled_there() {
        try (ServedHome empty = new ServedHome()) {
            browser.logIn(empty.url(), empty.adminToken());
            assertThat(browser.text("[...document.querySelectorAll('.steps h2')].map(one => one.textContent).join()"))
                    .isEqualTo("Enable a service,Create an app,Create an add-on");
            browsing.assertReadable("no-apps");
            browser.visit("#/services", "#enable-memcache");
            browser.answer("#enable-memcache");
            browser.until("!document.getElementById('enable-memcache')");
            assertThat(empty.vektra("addons:status", "memcache")).contains("running");
            browser.visit("#/", ".steps");
            assertThat(browser.text("document.querySelector('.steps').innerText"))
                    .contains("Enabled: memcache.");
            browser.visit("#/services", "#disable-memcache");
            browsing.assertReadable("services-admin");
            browser.ask("#disable-memcache");
            browsing.assertReadable("disable-dialog");
            browser.tabTo("dialog input[name=typed]");
            browser.type("memcache");
            browser.press("Enter");
            browser.until("document.getElementById('enable-memcache')");
            assertThat(empty.vektra("addons:services")).containsPattern("memcache +off");
            browser.leave();
            browser.logIn(empty.url(), empty.token("writer", "write"));
            browser.visit("#/services", ".plans");
            assertThat(browser.is("document.querySelector('[id^=enable-], [id^=disable-]')"))
                    .isFalse();
        }
    }

    @Test
    void a_release_is_compared_and_the_app_rolled_back_to_it() {
        home.vektra("apps:create", "rolled");
        home.vektra("config:set", "LEVEL=info", "KEY=sk_old", "-a", "rolled");
        home.vektra("config:set", "LEVEL=debug", "-a", "rolled");
        home.vektra("config:unset", "KEY", "-a", "rolled");
        browsing.logIn(admin);
        browser.visit("#/apps/rolled", "#compare-3");
        browser.ask("#compare-3");
        assertThat(browser.text("document.getElementById('diff').innerText.replace(/\\s+/g, ' ')"))
                .isEqualTo("From v2 to v3 ± LEVEL changed From v3 to v4, the current one − KEY removed");
        assertThat(browser.text("document.documentElement.outerHTML")).doesNotContain("sk_old");
        browser.tabTo("#values");
        browser.press("Enter");
        assertThat(browser.text("document.getElementById('diff').innerText")).contains("info", "debug", "sk_old");
        browsing.assertReadable("compare");
        browser.press("Escape");
        browser.until("!document.querySelector('dialog') && document.activeElement.id === 'compare-3'");
        browser.ask("#rollback-2");
        assertThat(browser.text("document.querySelector('dialog').innerText"))
                .contains("Config vars: KEY added, LEVEL changed.");
        browser.press("Enter");
        untilSaid("rolled is at v5, with the config vars of v2.");
        assertThat(home.json("config", "-a", "rolled")).hasToString("{\"KEY\":\"sk_old\",\"LEVEL\":\"info\"}");
    }

    @Test
    void a_drain_is_added_and_removed() {
        browsing.logIn(admin);
        browser.visit("#/apps/blog", "#add-drain");
        browser.ask("#add-drain");
        browser.type("nowhere");
        browser.press("Enter");
        browser.until("document.querySelector('dialog [role=alert]').textContent !== ''");
        browser.js("document.querySelector('dialog input').select()");
        browser.type("syslog://127.0.0.1:9");
        browser.press("Enter");
        browser.until("document.querySelector('[id^=remove-]')");
        assertThat(home.vektra("drains", "-a", "blog")).contains("tcp://127.0.0.1:9");
        browser.answer("[id^=remove-]");
        browser.until("!document.querySelector('[id^=remove-]')");
        assertThat(home.vektra("drains", "-a", "blog")).doesNotContain("127.0.0.1:9");
    }

    @Test
    void log_lines_appear_as_they_come() throws InterruptedException {
        browsing.logIn(admin);
        browser.visit("#/apps/blog", "#logs");
        browser.tabTo("#logs");
        browser.press("Enter");
        browser.until("document.getElementById('log-state').textContent.startsWith('No lines yet.')");
        home.start(Map.of(), "run", "--logs", "-a", "blog", "--", "sh", "-c", "echo '<b>one</b>'; echo two; echo three")
                .waitFor();
        browser.until("document.querySelectorAll('#lines li').length === 3");
        assertThat(browser.text("document.getElementById('lines').innerText")).contains("<b>one</b>", "two", "three");
        browser.tabTo("#log-filter");
        browser.type("two");
        browser.until("document.querySelectorAll('#lines li:not([hidden])').length === 1");
        browsing.assertReadable("logs");
        browser.tabTo("#pause");
        browser.press("Enter");
        assertThat(browser.text("document.getElementById('log-state').textContent"))
                .isEqualTo("Paused.");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    @Test
    void a_backup_is_made_tested_scheduled_downloaded_restored_and_deleted() throws IOException {
        browsing.logIn(admin);
        browser.visit("#/addons/shop-queue", "#backup");
        browser.answer("#backup");
        browser.until("document.querySelectorAll('[id^=restore-]').length === 1");
        assertThat(home.vektra("backups", "-a", "shop")).contains("shop-queue");
        browser.answer("#drill");
        browser.until("document.querySelector('main').innerText.includes('restored in')");
        browser.ask("#schedule");
        browser.js("document.querySelector('dialog input[type=time]').value = '04:35'");
        browsing.assertReadable("schedule-dialog");
        browser.tabTo("dialog input[name=timezone]");
        browser.js("document.querySelector('dialog input[name=timezone]').select()");
        browser.type("Europe/Paris");
        browser.press("Enter");
        browser.until("document.querySelector('main').innerText.includes('04:35 Europe/Paris, keep 7d,4w,12m')");
        browsing.assertReadable("backups");
        browser.ask("#schedule");
        assertThat(browser.text("[...document.querySelectorAll('dialog input')].map(one => one.value).join()"))
                .isEqualTo("04:35,Europe/Paris");
        browser.press("Escape");
        browser.until("!document.querySelector('dialog')");
        browser.answer("#unschedule");
        browser.until("!document.getElementById('unschedule')");
        Path saved = Files.createTempDirectory("saved");
        browser.send("Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", saved.toString()));
        browser.answer("[id^=download-]");
        await().until(() ->
                !files(saved).isEmpty() && !files(saved).get(0).toString().endsWith(".crdownload"));
        Path copy = files(saved).get(0);
        home.vektra("backups:download", "shop-queue/1", saved.resolve("copy").toString());
        assertThat(copy).hasSameBinaryContentAs(saved.resolve("copy"));
        browser.ask("[id^=restore-]");
        browser.type("shop-queue");
        browser.press("Enter");
        browser.until(
                "document.getElementById('notice').textContent.startsWith('shop-queue holds the data of backup')");
        browser.answer("[id^=delete-]");
        browser.until("!document.querySelector('[id^=delete-]')");
        assertThat(home.vektra("backups", "-a", "shop")).doesNotContain("shop-queue/1");
    }

    @Test
    void the_connection_is_shown_in_its_parts_and_copied_without_being_shown() {
        browsing.logIn(admin);
        browser.send(
                "Browser.grantPermissions",
                Map.of("permissions", new String[] {"clipboardReadWrite", "clipboardSanitizedWrite"}));
        browser.visit("#/addons/shop-queue", "#show-connection");
        String url = home.json("config", "-a", "shop").get("REDIS_URL").asText();
        browser.tabTo("button[aria-label='Copy REDIS_URL']");
        browser.press("Enter");
        untilSaid("REDIS_URL is copied.");
        assertThat(browser.text("navigator.clipboard.readText()")).isEqualTo(url);
        assertThat(browser.text("document.documentElement.outerHTML")).doesNotContain(url);
        browser.js("document.getElementById('show-connection').focus()");
        browser.press("Enter");
        browser.until("document.querySelector('.connection').innerText.includes('Password')");
        browser.tabTo("button[aria-label='Copy Password']");
        browser.press("Enter");
        untilSaid("Password is copied.");
        assertThat(url).contains(":" + browser.text("navigator.clipboard.readText()") + "@");
        browser.js("document.getElementById('show-connection').focus()");
        browser.press("Enter");
        assertThat(browser.text("document.documentElement.outerHTML")).doesNotContain(url);
    }

    @Test
    void sizes_and_connections_are_drawn_over_time() throws IOException {
        String id = home.json("addons:info", "shop-queue").get("id").asText();
        StringBuilder lines = new StringBuilder();
        // up to now, so that the server adds none of its own meanwhile
        for (int minutes = 1200; minutes >= 0; minutes -= 5) {
            if (minutes < 300 || minutes > 600) {
                Instant at = Instant.now().minus(Duration.ofMinutes(minutes));
                lines.append(at.getEpochSecond())
                        .append(" ")
                        .append(2048 - minutes)
                        .append(" 3\n");
            }
        }
        Files.createDirectories(home.home().resolve("figures"));
        Files.writeString(home.home().resolve("figures").resolve(id), lines);
        browsing.logIn(home.token("watcher", "view"));
        browser.visit("#/addons/shop-queue", ".plot");
        assertThat(browser.text("[...document.querySelectorAll('figcaption')].map(one => one.textContent).join('; ')"))
                .isEqualTo("Size 2.0 kB 848 bytes to 2.0 kB in the last day; Connections 3 the same in the last day");
        // a line before the time without a server, and one after it
        assertThat(browser.js("document.querySelectorAll('figure:first-child .line').length")
                        .asInt())
                .isEqualTo(2);
        browsing.assertReadable("usage");
        browser.tabTo("#range-month");
        browser.press("Enter");
        assertThat(browser.text("document.activeElement.getAttribute('aria-pressed')"))
                .isEqualTo("true");
        assertThat(browser.text("document.querySelector('figcaption').textContent"))
                .contains("in the last month");
    }

    @Test
    void of_many_releases_the_older_ones_are_shown_when_asked_for() {
        home.vektra("apps:create", "busy");
        for (int i = 0; i < 20; i++) {
            home.call("PATCH", "/apps/busy/config-vars", "{\"STEP\":\"" + i + "\"}");
        }
        browsing.logIn(admin);
        browser.visit("#/apps/busy", "#all-releases");
        assertThat(browser.text("document.getElementById('all-releases').textContent"))
                .isEqualTo("Show all 21 releases");
        browser.tabTo("#all-releases");
        browser.press("Enter");
        assertThat(browser.is("!document.getElementById('all-releases')")).isTrue();
        assertThat(browser.text("document.activeElement.tagName + document.activeElement.textContent"))
                .isEqualTo("THv6");
    }

    @Test
    void the_audit_is_read_page_by_page_and_app_by_app() {
        for (int i = 0; i < 55; i++) {
            home.call("PATCH", "/apps/blog/config-vars", "{\"STEP\":\"" + i + "\"}");
        }
        browsing.logIn(admin);
        browser.visit("#/audit", "#older");
        assertThat(browser.js("document.querySelectorAll('#audit tbody tr').length")
                        .asInt())
                .isEqualTo(50);
        assertThat(browser.text("document.querySelector('#audit tbody tr').innerText"))
                .contains("token root", "blog", "STEP");
        browser.tabTo("#older");
        browser.press("Enter");
        browser.until("document.querySelectorAll('#audit tbody tr').length > 50");
        assertThat(browser.text("document.activeElement.tagName")).isEqualTo("TH");
        browser.js("document.querySelector('#audit-app').value = 'shop';"
                + "document.querySelector('#audit-app').dispatchEvent(new Event('change'))");
        browser.until("!document.querySelector('#audit').innerText.includes('STEP')");
        assertThat(browser.text("document.querySelector('#audit').innerText")).contains("shop-queue");
    }

    @Test
    void what_another_browser_changes_appears_and_what_it_took_away_is_refused_and_goes() {
        home.vektra("apps:create", "common");
        home.vektra("config:set", "MINE=1", "-a", "common");
        browsing.logIn(admin);
        browser.visit("#/apps/common", "#unset-MINE");
        browser.js("document.getElementById('unset-MINE').focus()");
        home.call("PATCH", "/apps/common/config-vars", "{\"THEIRS\":\"2\"}");
        browser.until(
                "(document.dispatchEvent(new Event('visibilitychange')), document.getElementById('unset-THEIRS'))");
        assertThat(browser.text("document.activeElement.id")).isEqualTo("unset-MINE");
        browser.ask("#rename-app");
        home.vektra("apps:destroy", "-a", "common", "--confirm", "common");
        browser.js("document.querySelector('dialog input').select()");
        browser.type("ours");
        browser.press("Enter");
        browser.until("document.querySelector('dialog [role=alert]').textContent !== ''");
        // what looks by itself now and then does not while a value is shown
        browser.js("document.body.dataset.asked = ''");
        browser.press("Escape");
        browser.until("document.querySelector('h1').textContent === 'Not found'");
    }

    @Test
    void times_stay_true_on_a_page_that_is_left_open() {
        browsing.logIn(admin);
        browser.visit("#/apps/shop", ".config, .nothing");
        assertThat(
                        browser.text(
                                "(() => { const now = Date.now() + 86_400_000 * 3; Date.now = () => now;"
                                        + " return import('/static/js/dom.js').then(({ age }) => {"
                                        + " age(document.querySelector('main')); return document.querySelector('.below time').textContent; }); })()"))
                .isEqualTo("3 days ago");
    }

    @Test
    void who_may_only_look_sees_no_button_that_would_be_refused() {
        browsing.logIn(home.token("looker", "view"));
        assertThat(browser.text(BUTTONS)).isEqualTo("Any state,1 provisioned");
        browser.visit("#/apps/shop", ".config");
        assertThat(browser.text(BUTTONS)).isEmpty();
        assertThat(browser.is("document.getElementById('logs') || !document.getElementById('audit-link').hidden"))
                .isFalse();
        browser.visit("#/services", ".plans");
        assertThat(browser.text(BUTTONS)).isEmpty();
    }
}
