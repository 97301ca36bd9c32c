package vektra.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.fixture.Sampled;

/** The web page in a real browser, on a real server, used by keyboard. */
@Sampled(oneIn = 10)
class WebPageIT {
    private static final String SECRET = "sk_live_51HxSecret";
    private static final String LONG = "an-app-whose-name-is-as-long-as-the-name-of-any-app-can-be-here";
    private static final String MARKUP = "<img src=x onerror=\"window.hit=1\"><script>window.hit=1</script>";

    @RegisterExtension
    private static final Browsing browsing = new Browsing("memcache", "redis");

    private static ServedHome home;
    private static Browser browser;
    private static String admin;
    private static String reader;

    @BeforeAll
    static void start() {
        home = browsing.home();
        browser = browsing.browser();
        for (String app : List.of("shop", "blog", LONG)) {
            home.vektra("apps:create", app);
        }
        home.vektra("addons:create", "memcache", "-a", "shop", "--name", "shop-cache");
        home.vektra("addons:create", "redis", "-a", "shop", "--name", "shop-queue");
        home.vektra("addons:create", "memcache", "-a", LONG, "--name", LONG.replace("app", "one"));
        home.vektra("backups:now", "shop-queue");
        home.vektra("backups:drill", "shop-queue");
        home.vektra("backups:schedule", "shop-queue", "--at", "02:00 UTC", "--to", "/tmp");
        home.vektra("addons:attach", "shop-cache", "-a", "blog", "--as", "shared");
        home.vektra("config:set", "PAYMENT_KEY=" + SECRET, "GREETING=" + MARKUP, "-a", "shop");
        admin = home.adminToken();
        reader = home.token("looker", "read");
    }

    @Test
    void a_wrong_token_is_reported_in_words_and_not_kept() {
        browser.open(home.url() + "/");
        browser.until("document.activeElement.id === 'token'");
        browser.type("vk_wrong-token");
        browser.press("Enter");
        browser.until("document.querySelector('#login-problem').textContent !== ''");
        assertThat(browser.text("document.querySelector('#login-problem').textContent"))
                .isEqualTo("Invalid token.");
        assertThat(browser.text("document.activeElement.id")).isEqualTo("token");
        assertThat(browser.text("document.getElementById('token').value")).isEmpty();
        browser.shoot(Browsing.SHOTS.resolve("login-refused.png"));
    }

    @Test
    void a_login_leaves_no_token_where_scripts_or_the_history_find_it() {
        logIn(admin);
        assertThat(browser.text("document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)"))
                .matches("\\{}\\{\"vektra-session\":\"[\\w-]{24}\"}");
        assertThat(browser.text("location.href")).doesNotContain("vk_");
        assertThat(browser.text("document.documentElement.outerHTML")).doesNotContain(admin);
    }

    @Test
    void every_page_is_reached_and_left_by_keyboard() {
        logIn(admin);
        assertPage("Apps · Vektra", "Apps");
        follow("a[href='#/services']", "Services");
        follow("a[href='#/tokens']", "Tokens");
        follow("a[href='#/audit']", "Audit");
        follow("nav a[href='#/']", "Apps");
        follow("a[href='#/apps/shop']", "shop");
        follow("a[href='#/addons/shop-cache']", "shop-cache");
        assertPage("shop-cache · Vektra", "shop-cache");
        assertThat(browser.text("document.querySelector('nav [aria-current]').textContent"))
                .isEqualTo("Apps");
        browser.tabTo("#logout");
        browser.press("Enter");
        browser.until("document.activeElement.id === 'token'");
        assertThat(browser.is("document.getElementById('top').hidden")).isTrue();
        assertThat(browser.js("fetch('/session').then(answer => answer.status)").asInt())
                .isEqualTo(401);
    }

    @Test
    void the_skip_link_comes_first_and_leads_to_the_content() {
        logIn(reader);
        browser.js("document.activeElement.blur(); document.body.focus()");
        browser.js("window.getSelection().removeAllRanges()");
        browser.open(home.url() + "/");
        browser.until("document.querySelector('#board')");
        browser.js("document.activeElement.blur()");
        browser.tabTo("#skip");
        browser.press("Enter");
        assertThat(browser.text("document.activeElement.id")).isEqualTo("main");
        assertThat(browser.text("location.hash")).isEmpty();
    }

    @Test
    void an_add_on_is_made_and_destroyed_by_keyboard() {
        logIn(admin);
        browser.visit("#/apps/blog", "#create");
        browser.ask("#create");
        browser.js("document.querySelector('dialog select[name=plan]').value = 'memcache:shared'");
        browser.tabTo("dialog input[name=as]");
        browser.type("sessions");
        browser.press("Tab");
        browser.type("blog-sessions");
        browser.press("Enter");
        browser.until(
                "!document.querySelector('dialog') && document.querySelector('a[href=\"#/addons/blog-sessions\"]')");
        browser.until("document.getElementById('notice').textContent === 'blog-sessions is provisioned.'");
        assertThat(browser.text("document.activeElement.id")).isEqualTo("create");
        assertThat(home.json("addons:info", "blog-sessions").get("state").asText())
                .isEqualTo("provisioned");

        browser.visit("#/addons/blog-sessions", "#destroy");
        browser.ask("#destroy");
        browser.type("another-name");
        browser.press("Enter");
        browser.until("document.querySelector('dialog [role=alert]').textContent !== ''");
        assertThat(home.json("addons:info", "blog-sessions").get("state").asText())
                .isEqualTo("provisioned");
        browser.shoot(Browsing.SHOTS.resolve("destroy.png"));
        browser.js("document.querySelector('dialog input').select()");
        browser.type("blog-sessions");
        browser.press("Enter");
        browser.until("location.hash === '#/apps/blog' && document.querySelector('h1').textContent === 'blog'");
        browser.until("document.getElementById('notice').textContent === 'blog-sessions is destroyed.'");
        assertThat(home.json("addons", "--all").toString()).doesNotContain("blog-sessions");
    }

    @Test
    void a_dialog_is_left_by_escape_and_the_focus_goes_back() {
        logIn(admin);
        browser.visit("#/addons/shop-cache", "#rename");
        browser.ask("#rename");
        browser.press("Escape");
        browser.until("!document.querySelector('dialog')");
        assertThat(browser.text("document.activeElement.id")).isEqualTo("rename");
    }

    @Test
    void what_is_being_made_is_looked_after_until_it_is_there() {
        logIn(admin);
        browser.visit("#/apps/blog", "#create");
        browser.js("document.getElementById('create').focus()");
        browser.press("Enter");
        browser.until("document.querySelector('dialog[open]')");
        browser.js("document.querySelector('dialog select').value = 'memcache:dedicated'");
        browser.tabTo("dialog input[name=name]");
        browser.type("blog-own");
        browser.press("Enter");
        browser.until("!document.querySelector('dialog')");
        browser.until("[...document.querySelectorAll('tr')].some(row => row.textContent.includes('blog-own')"
                + " && row.querySelector('.state-provisioned'))");
        home.vektra("addons:destroy", "blog-own", "--confirm", "blog-own");
    }

    @Test
    void a_secret_is_shown_only_when_asked_for_and_hidden_again() {
        logIn(admin);
        browser.visit("#/apps/shop", "#show-PAYMENT_KEY");
        assertThat(browser.text("document.documentElement.outerHTML")).doesNotContain(SECRET);
        browser.tabTo("#show-PAYMENT_KEY");
        browser.press(" ");
        browser.until("document.body.innerText.includes(" + Browser.quoted(SECRET) + ")");
        assertThat(browser.text("document.documentElement.outerHTML")).doesNotContain("MEMCACHE_HOSTS\":");
        assertThat(browser.text("document.activeElement.getAttribute('aria-label')"))
                .isEqualTo("Hide the value of PAYMENT_KEY");
        browser.press(" ");
        assertThat(browser.text("document.documentElement.outerHTML")).doesNotContain(SECRET);
        browser.press(" ");
        browser.until("document.body.innerText.includes(" + Browser.quoted(SECRET) + ")");
        browser.visit("#/services", ".plans");
        assertThat(browser.text("document.documentElement.outerHTML")).doesNotContain(SECRET);
    }

    @Test
    void what_looks_like_markup_is_shown_as_the_text_that_it_is() {
        logIn(admin);
        browser.visit("#/apps/shop", "#show-GREETING");
        browser.js("document.getElementById('show-GREETING').click()");
        browser.until("document.body.innerText.includes(" + Browser.quoted(MARKUP) + ")");
        browser.visit("#/addons/" + "%3Cimg%20src%3Dx%20onerror%3D%22window.hit%3D1%22%3E", ".problem");
        browser.visit("#/apps/shop", "#set");
        browser.js("document.getElementById('set').click()");
        browser.until("document.querySelector('dialog[open]')");
        browser.type(MARKUP);
        browser.press("Enter");
        browser.until("document.querySelector('dialog [role=alert]').textContent !== ''");
        assertThat(browser.is("window.hit === undefined && !document.querySelector('main img, dialog img')"))
                .isTrue();
    }

    @Test
    void a_config_var_is_set_and_unset() {
        logIn(admin);
        browser.visit("#/apps/blog", "#set");
        browser.js("document.getElementById('set').focus()");
        browser.press("Enter");
        browser.until("document.querySelector('dialog[open]')");
        browser.type("MOTTO");
        browser.press("Tab");
        browser.type("two\nlines");
        browser.tabTo("dialog button.solid");
        browser.press("Enter");
        browser.until("document.getElementById('unset-MOTTO')");
        assertThat(home.json("config", "-a", "blog").get("MOTTO").asText()).isEqualTo("two\nlines");
        answer("#unset-MOTTO");
        browser.until("!document.getElementById('unset-MOTTO')");
        assertThat(browser.text("document.activeElement.tagName")).isEqualTo("H1");
        assertThat(home.json("config", "-a", "blog").has("MOTTO")).isFalse();
    }

    @Test
    void an_attachment_is_made_and_taken_away() {
        logIn(admin);
        browser.visit("#/addons/shop-cache", "#attach");
        browser.js("document.getElementById('attach').focus()");
        browser.press("Enter");
        browser.until("document.querySelector('dialog[open]')");
        browser.type(LONG);
        browser.press("Tab");
        browser.type("borrowed");
        browser.press("Enter");
        browser.until("!document.querySelector('dialog') && document.body.innerText.includes('BORROWED')");
        String detach = "button[aria-label^='Detach BORROWED']";
        answer(detach);
        browser.until("!document.querySelector(" + Browser.quoted(detach) + ")");
        assertThat(home.json("addons", "-a", LONG).toString()).doesNotContain("shop-cache");
    }

    @Test
    void an_add_on_is_promoted_renamed_and_moved_to_another_plan() {
        home.vektra("addons:create", "memcache", "-a", "shop", "--name", "shop-second", "--as", "second");
        logIn(admin);
        browser.visit("#/apps/shop", "button[aria-label^='Promote SECOND']");
        answer("button[aria-label^='Promote SECOND']");
        browser.until("!document.querySelector('dialog')"
                + " && document.getElementById('notice').textContent.startsWith('shop-second is now the primary')");
        browser.visit("#/addons/shop-second", "#rename");
        browser.ask("#rename");
        browser.js("document.querySelector('dialog input').select()");
        browser.type("shop-renamed");
        browser.press("Enter");
        browser.until("document.querySelector('h1').textContent === 'shop-renamed'");
        assertThat(browser.text("location.hash")).isEqualTo("#/addons/shop-renamed");
        answer("#plan");
        browser.until("!document.querySelector('dialog')"
                + " && document.querySelector('.facts').textContent.includes('memcache:dedicated')");
        assertThat(home.json("addons:info", "shop-renamed").get("plan").asText())
                .contains("dedicated");
        home.vektra("addons:promote", "shop-cache", "-a", "shop");
        home.vektra("addons:destroy", "shop-renamed", "--confirm", "shop-renamed");
    }

    @Test
    void an_add_on_shows_its_newest_backup_its_last_drill_and_its_schedule() {
        logIn(reader);
        browser.visit("#/addons/shop-queue", ".actions");
        assertThat(browser.text("document.querySelector('main').innerText"))
                .contains("Newest", "0 keys", "restored in ", "02:00 UTC, keep 7d,4w,12m, drilled monthly", "/tmp");
        browser.visit("#/addons/shop-cache", ".facts");
        assertThat(browser.text("document.querySelector('main').innerText")).doesNotContain("Last drill");
    }

    @Test
    void an_action_that_looks_shows_what_it_found() {
        logIn(admin);
        browser.visit("#/addons/shop-queue", "#action-stats");
        browser.tabTo("#action-stats");
        browser.press("Enter");
        browser.until("document.querySelector('#result table')");
        assertThat(browser.text("document.activeElement.tagName + document.activeElement.textContent"))
                .isEqualTo("H3stats");
        assertThat(browser.text("[...document.querySelectorAll('#result td, #result th')]"
                        + ".map(cell => cell.textContent).join('|')"))
                .startsWith("figure|value|keys|0|connections|0|memory of the server|")
                .containsPattern("memory limit of the server\\|(none|[0-9.]+ [kMG]B)\\|")
                .doesNotContain("NaN", "undefined", "unit");
        browsing.assertReadable("action-result");
        browser.tabTo("#result > button");
        browser.press("Enter");
        assertThat(browser.text("document.activeElement.id")).isEqualTo("action-stats");
    }

    @Test
    void an_action_that_loses_data_wants_the_name_typed() {
        logIn(admin);
        browser.visit("#/addons/shop-queue", "#action-flush");
        browser.ask("#action-flush");
        browser.press("Enter");
        browser.until(
                "document.querySelector('dialog [role=alert]').textContent === 'The confirmation is not shop-queue.'");
        browser.type("shop-queue");
        browser.press("Enter");
        browser.until(
                "!document.querySelector('dialog') && document.querySelector('#result h3')?.textContent === 'flush'");
        assertThat(browser.is("document.querySelector('#result .problem')")).isFalse();
    }

    @Test
    void what_the_server_refuses_is_said_in_the_dialog_which_stays() {
        logIn(admin);
        browser.visit("#/apps/blog", "#create");
        browser.ask("#create");
        browser.js("document.querySelector('dialog select[name=plan]').value = 'memcache:shared'");
        browser.tabTo("dialog input[name=name]");
        browser.type("shop-cache");
        browser.press("Enter");
        browser.until("document.querySelector('dialog [role=alert]').textContent.includes('shop-cache')");
        browsing.assertReadable("dialog-refused");
        browser.press("Escape");
        browser.until("!document.querySelector('dialog')");
    }

    @Test
    void what_stands_in_the_way_is_put_aside_only_when_the_name_of_the_app_was_typed() {
        logIn(admin);
        browser.visit("#/addons/shop-queue", "#attach");
        browser.ask("#attach");
        browser.type("blog");
        browser.press("Tab");
        browser.type("shared");
        browser.press("Enter");
        browser.until("document.activeElement.name === 'confirm'");
        assertThat(home.json("addons", "-a", "blog").toString()).doesNotContain("shop-queue");
        browser.type("blog");
        browser.press("Enter");
        browser.until("!document.querySelector('dialog') && document.body.innerText.includes('SHARED_URL')");
        home.vektra("addons:detach", "shared", "-a", "blog");
        home.vektra("addons:attach", "shop-cache", "-a", "blog", "--as", "shared");
    }

    @Test
    void a_thousand_apps_stay_usable() {
        try (ServedHome large = new ServedHome()) {
            IntStream.range(0, 1000)
                    .parallel()
                    .forEach(i -> assertThat(large.call("POST", "/apps", "{\"name\":\"app-" + i + "\"}")
                                    .statusCode())
                            .isEqualTo(201));
            browser.logIn(large.url(), large.adminToken());
            browser.until("document.querySelectorAll('#board tbody tr').length === 50");
            assertThat(browser.text("document.getElementById('place').textContent"))
                    .isEqualTo("1–50 of 1,000");
            browsing.assertReadable("thousand-apps");
            browser.tabTo("#next");
            browser.press("Enter");
            assertThat(browser.text("document.getElementById('place').textContent + document.activeElement.id"))
                    .isEqualTo("51–100 of 1,000next");
            browser.js("document.getElementById('filter').focus()");
            browser.type("app-77");
            browser.until("document.getElementById('count').textContent === '11 of 1,000'");
            assertThat(browser.js("document.querySelectorAll('#board tbody tr').length")
                            .asInt())
                    .isEqualTo(11);
            assertThat(browser.is("document.querySelector('.pager').hidden")).isTrue();
        }
    }

    @Test
    void a_token_is_made_shown_once_and_revoked() {
        logIn(admin);
        browser.visit("#/tokens", "#create");
        browser.js("document.getElementById('create').focus()");
        browser.press("Enter");
        browser.until("document.querySelector('dialog[open]')");
        browser.type("guest");
        browser.press("Enter");
        browser.until("document.querySelector('#made code')");
        String shown = browser.text("document.querySelector('#made code').textContent");
        assertThat(home.send(home.request("/apps", shown)).statusCode()).isEqualTo(200);
        browser.tabTo("#made button:not(.copy)");
        browser.press("Enter");
        assertThat(browser.text("document.documentElement.outerHTML")).doesNotContain(shown);
        browser.ask("#revoke-guest");
        browser.type("guest");
        browser.press("Enter");
        browser.until("!document.getElementById('revoke-guest')");
        assertThat(home.send(home.request("/apps", shown)).statusCode()).isEqualTo(401);
    }

    @Test
    void a_read_token_sees_nothing_that_it_would_be_refused() {
        logIn(reader);
        assertThat(browser.is("document.getElementById('tokens-link').hidden")).isTrue();
        browser.visit("#/apps/shop", "#show-PAYMENT_KEY");
        assertThat(browser.text("[...document.querySelectorAll('main button')].map(b => b.textContent).join()"))
                .matches("((Show|Copy|Compare),?)+");
        browser.visit("#/addons/shop-cache", ".facts");
        assertThat(browser.text("[...document.querySelectorAll('main button')].map(b => b.textContent).join()"))
                .matches("((Show|Copy|View),?)+");
        assertThat(browser.js(
                                "fetch('/tokens', {headers: {'Vektra-Session': sessionStorage.getItem('vektra-session')}})"
                                        + ".then(answer => answer.status)")
                        .asInt())
                .isEqualTo(403);
    }

    @Test
    void a_token_for_some_apps_is_offered_only_what_it_may_do_with_what_they_borrowed() {
        logIn(home.vektra("tokens:create", "tenant", "--scope", "write", "--apps", "blog")
                .strip());
        assertThat(browser.is("document.getElementById('monitors-link').hidden"
                        + " && document.getElementById('tokens-link').hidden"))
                .isTrue();
        assertThat(browser.text("document.getElementById('board').innerText"))
                .contains("blog", "shop-cache", "from shop")
                .doesNotContain("no app", "shop-queue");
        browser.visit("#/apps/blog", "#create");
        assertThat(browser.is("document.querySelector(\"a[href='#/apps/shop']\") === null"))
                .isTrue();
        browser.visit("#/addons/shop-cache", "#action-stats");
        assertThat(browser.text("[...document.querySelectorAll('main button')].map(b => b.textContent).join()"))
                .isEqualTo("Show,Copy,Copy,Promote,Detach,View");
        assertThat(browser.text("document.querySelector('.facts').innerText")).contains("shop");
        browser.tabTo("#action-stats");
        browser.press("Enter");
        browser.until("document.querySelector('#result table')");
        home.vektra("tokens:revoke", "tenant");
    }

    @Test
    void who_is_revoked_is_asked_to_log_in_again() {
        logIn(home.token("fleeting", "write"));
        browser.visit("#/apps/shop", "#show-PAYMENT_KEY");
        browser.js("document.getElementById('show-PAYMENT_KEY').click()");
        browser.until("document.body.innerText.includes(" + Browser.quoted(SECRET) + ")");
        home.vektra("tokens:revoke", "fleeting");
        browser.js("location.hash = '#/services'");
        browser.until(
                "document.getElementById('login-problem')?.textContent === 'Your session has expired. Log in again.'");
        assertThat(browser.text("document.documentElement.outerHTML")).doesNotContain(SECRET, "shop");
    }

    @Test
    void what_was_read_stays_when_the_server_is_away() throws InterruptedException {
        try (ServedHome other = new ServedHome()) {
            other.vektra("apps:create", "inn");
            other.vektra("config:set", "GREETING=hello", "-a", "inn");
            browser.logIn(other.url(), other.adminToken());
            browser.visit("#/apps/inn", "#show-GREETING");
            other.server().destroy();
            other.server().waitFor();
            browser.tabTo("#show-GREETING");
            browser.press("Enter");
            browser.until("document.getElementById('notice').textContent === 'The server does not answer.'");
            assertThat(browser.is("document.getElementById('unset-GREETING')")).isTrue();
            browser.visit("#/services", ".problem");
            assertPage("Request failed · Vektra", "Request failed");
        }
    }

    @Test
    void what_is_not_there_is_said_so() {
        logIn(reader);
        browser.visit("#/addons/nosuch", ".problem");
        assertPage("Not found · Vektra", "Not found");
        browser.visit("#/nosuch", ".problem");
        assertPage("Not found · Vektra", "Not found");
        browser.visit("#/apps/%E0%A4%A", ".problem");
        assertPage("Not found · Vektra", "Not found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void every_page_is_readable(String scheme) {
        browser.scheme(scheme);
        browser.open(home.url() + "/");
        browser.until("document.activeElement.id === 'token'");
        browsing.assertReadable(scheme + "-login");
        logIn(admin);
        browsing.assertReadable(scheme + "-apps");
        for (String[] page : new String[][] {
            {"#/apps/shop", ".config"},
            {"#/addons/shop-cache", ".facts"},
            {"#/addons/shop-queue", ".actions"},
            {"#/addons/" + LONG.replace("app", "one"), ".facts"},
            {"#/apps/" + LONG, ".config"},
            {"#/services", ".plans"},
            {"#/tokens", "table"},
            {"#/audit", "#audit table"},
            {"#/apps/shop/logs", "#log"},
            {"#/addons/nosuch", ".problem"}
        }) {
            browser.visit(page[0], page[1]);
            browsing.assertReadable(
                    scheme + "-" + page[0].replaceAll("[#/]+", "-").replaceAll("^-", ""));
        }
        for (String[] asked : new String[][] {
            {"#/apps/shop", "create"}, {"#/apps/shop", "attach"}, {"#/apps/shop", "set"},
            {"#/addons/shop-cache", "plan"}, {"#/addons/shop-cache", "destroy"}, {"#/tokens", "create"}
        }) {
            browser.visit(asked[0], "#" + asked[1]);
            browser.js("document.getElementById('" + asked[1] + "').click()");
            browser.until("document.querySelector('dialog[open]')");
            browsing.assertReadable(scheme + "-dialog-" + asked[1]);
            browser.press("Escape");
            browser.until("!document.querySelector('dialog')");
        }
    }

    private static void logIn(String token) {
        browsing.logIn(token);
        browser.until("document.querySelector('#board')");
    }

    /** Presses a button with the keyboard, and agrees to what is asked then. */
    private static void answer(String button) {
        browser.ask(button);
        browser.tabTo("dialog button.solid");
        browser.press("Enter");
    }

    private static void follow(String link, String heading) {
        browser.tabTo(link);
        browser.press("Enter");
        browser.until("document.querySelector('h1')?.textContent === " + Browser.quoted(heading));
        assertThat(browser.text("document.activeElement.tagName")).isEqualTo("H1");
    }

    private static void assertPage(String title, String heading) {
        assertThat(browser.text("document.title")).isEqualTo(title);
        assertThat(browser.text("document.querySelector('h1').textContent")).isEqualTo(heading);
    }
}
