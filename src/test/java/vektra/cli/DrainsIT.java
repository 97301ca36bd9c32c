package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.fixture.Home;
import vektra.fixture.Sampled;
import vektra.fixture.Signal;

/** Drains from the first command to the last, with a destination that listens. */
@Sampled(oneIn = 5)
class DrainsIT {
    private static final String UNREACHABLE = "tcp://127.0.0.1:1";

    private final Home home = new Home();
    private final Receiver receiver = Receiver.listening();

    @BeforeEach
    void apps() {
        home.vektra("apps:create", "shop").ok();
        home.vektra("apps:create", "blog").ok();
    }

    @AfterEach
    void close() {
        receiver.close();
        home.close();
    }

    @Test
    void a_program_s_lines_reach_the_drain_of_all_apps_and_that_of_its_own() {
        try (Receiver own = Receiver.listening()) {
            home.vektra("addons:enable", "syslog", "--url", receiver.url()).ok();
            home.vektra("drains:add", own.url(), "-a", "shop").ok();
            home.vektra("run", "-a", "shop", "--", "echo", "from shop").ok();
            home.vektra("run", "-a", "blog", "--", "echo", "from blog").ok();
            eventually(receiver, messages -> assertThat(messages).containsExactlyInAnyOrder("from shop", "from blog"));
            eventually(own, messages -> assertThat(messages).containsExactly("from shop"));
        }
    }

    @Test
    void lines_of_monitors_reach_the_drain_of_all_apps_and_with_an_app_its_own() throws Exception {
        try (Receiver own = Receiver.listening()) {
            home.vektra("addons:enable", "syslog", "--url", receiver.url()).ok();
            home.vektra("drains:add", own.url(), "-a", "shop").ok();
            home.vektra("monitors:create", "git/clone").ok();
            Process alone = home.start(Map.of(), "monitors:start");
            String finish = " monitor=monitors_git_clone.1 source=git.clone i=0 at=finish status=success ";
            eventually(
                    receiver,
                    messages -> assertThat(messages)
                            .anyMatch(line -> line.contains(" app=vektra ") && line.contains(finish)));
            assertThat(receiver.frames()).allMatch(frame -> frame.contains(" vektra monitors_git_clone.1 "));
            Signal.send("TERM", alone.pid());
            assertThat(alone.waitFor()).isZero();
            assertThat(own.messages()).isEmpty();
            Process ofShop = home.start(Map.of(), "monitors:start", "-a", "shop");
            eventually(
                    own,
                    messages -> assertThat(messages)
                            .anyMatch(line -> line.contains(" app=shop ") && line.contains(finish)));
            Signal.send("TERM", ofShop.pid());
            assertThat(ofShop.waitFor()).isZero();
            assertThat(home.json("drains:info", "syslog").at("/lost").asLong()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "papertrail, PAPERTRAIL_URL PAPERTRAIL_SSL, ''",
        "logstash, LOGSTASH_URL LOGSTASH_SSL, ''",
        "logentries, LOGENTRIES_URL LOGENTRIES_SSL LOGENTRIES_TOKEN, --token 2bfbea1e",
    })
    void enabling_gives_every_app_its_variables_and_rewrites_none(String service, String names, String more)
            throws IOException {
        byte[] before = Files.readAllBytes(home.path().resolve("apps/shop.json"));
        String url = receiver.url().replace("tcp://", "");
        call("addons:enable " + service + " --ssl false --url " + url + " " + more)
                .ok();
        for (String app : List.of("shop", "blog")) {
            assertThat(home.config(app)).containsOnlyKeys(names.split(" ")).containsValue(url);
        }
        assertThat(call("config -a shop --shell").ok().out()).contains(names.split(" "));
        assertThat(call("config -a shop --dotenv").ok().out()).contains(names.split(" "));
        assertThat(call("config -a shop --notes").ok().out()).contains("drain " + service);
        assertThat(call("config -a shop").ok().out()).doesNotContain("2bfbea1e");
        String first = names.split(" ")[0];
        assertThat(call("config:get " + first + " -a shop").ok().out()).isEqualTo(url + "\n");
        assertThat(call("run --no-logs -a shop -- printenv " + first).ok().out())
                .isEqualTo(url + "\n");
        assertThat(home.path().resolve("apps/shop.json")).hasBinaryContent(before);
        call("addons:disable " + service).ok();
        assertThat(home.config("shop")).isEmpty();
    }

    @Test
    void a_drain_under_another_name_has_variables_of_that_name() {
        enable();
        call("addons:enable syslog --name second-one --url " + UNREACHABLE).ok();
        assertThat(home.config("shop"))
                .containsOnly(Map.entry("SYSLOG_URL", receiver.url()), Map.entry("SECOND_ONE_URL", UNREACHABLE));
        assertThat(home.json("drains").findValuesAsText("name")).containsExactly("second-one", "syslog");
        call("addons:disable second-one").ok();
        assertThat(home.json("drains").findValuesAsText("name")).containsExactly("syslog");
    }

    @Test
    void an_app_s_own_variable_of_the_same_name_wins() {
        enable();
        call("config:set SYSLOG_URL=mine -a shop").ok();
        assertThat(home.config("shop")).containsEntry("SYSLOG_URL", "mine");
        assertThat(home.config("blog")).containsEntry("SYSLOG_URL", receiver.url());
        call("config:unset SYSLOG_URL -a shop").ok();
        assertThat(home.config("shop")).containsEntry("SYSLOG_URL", receiver.url());
    }

    @Test
    void the_same_again_changes_nothing_and_other_options_change_what_they_say() {
        enable();
        assertThat(enable().out()).startsWith("Nothing to do: syslog");
        assertThat(call("addons:enable syslog --max-line 4096").ok().out())
                .contains("--max-line 4096")
                .startsWith("Changed");
        assertThat(call("addons:enable syslog --max-line 4096").ok().out()).startsWith("Nothing to do");
        assertThat(call("addons:enable syslog --insecure").ok().err()).contains("accepts any certificate");
        for (String shown : List.of("addons:status syslog", "drains", "drains:info syslog", "addons:services")) {
            assertThat(call(shown).ok().err()).as(shown).contains("syslog accepts any certificate");
        }
        assertThat(call("addons:enable syslog --no-insecure").ok().err()).isEmpty();
        assertThat(call("addons:status syslog").ok().err()).isEmpty();
        assertThat(home.json("drains:info", "syslog").at("/options/max-line").asText())
                .isEqualTo("4096");
    }

    @Test
    void another_place_keeps_what_waits_and_takes_it_there() {
        call("addons:enable syslog --url " + UNREACHABLE).ok();
        call("run -a shop -- echo waited").ok();
        assertThat(home.json("drains:info", "syslog").get("waiting_lines").asInt())
                .isEqualTo(1);
        enable();
        eventually(receiver, messages -> assertThat(messages).containsExactly("waited"));
    }

    @Test
    void a_far_end_that_does_not_answer_is_warned_of_or_with_check_refused() {
        assertThat(call("addons:enable syslog --check --url " + UNREACHABLE)
                        .exits(5)
                        .err())
                .contains("refused");
        assertThat(call("addons:status syslog").exits(4).err()).contains("not enabled");
        assertThat(call("addons:enable syslog --url " + UNREACHABLE).ok().err())
                .contains("Warning: 127.0.0.1:1 refused");
        call("addons:enable syslog --check --max-line 4096").exits(5);
        assertThat(home.json("drains:info", "syslog").at("/options/max-line").asText())
                .isEqualTo("8192");
    }

    @Test
    void a_far_end_that_says_nothing_is_waited_for_as_long_as_asked() {
        receiver.read(false);
        assertThat(call("addons:enable syslog --check --timeout 1 --url "
                                + receiver.url().replace("tcp", "tcp+tls"))
                        .exits(5)
                        .err())
                .contains("within 1 second");
    }

    @Test
    void a_test_says_accepted_and_never_more_where_nothing_confirms() {
        enable();
        Home.Ran tested = call("drains:test syslog --timeout 10").ok();
        assertThat(tested.out()).startsWith("accepted by syslog").doesNotContain("delivered");
        String marker = tested.out().replaceFirst(".*: ", "").strip();
        eventually(receiver, messages -> assertThat(messages).containsExactly(marker));
        call("addons:enable syslog --url " + UNREACHABLE).ok();
        assertThat(call("drains:test syslog --timeout 2").exits(5).err()).contains("127.0.0.1:1");
    }

    @Test
    void what_still_waits_is_counted_when_the_drain_goes() {
        call("addons:enable syslog --url " + UNREACHABLE).ok();
        call("run -a shop -- seq 3").ok();
        Home.Ran disabled = call("addons:disable syslog").ok();
        assertThat(disabled.out()).isEqualTo("Disabled syslog\n");
        assertThat(disabled.err()).contains("3 lines still waited");
        assertThat(call("addons:disable syslog").ok().out()).contains("Nothing to do");
    }

    @Test
    void an_app_s_drains_are_its_own_and_go_with_it() {
        call("drains:add " + receiver.url() + " -a shop").ok();
        assertThat(call("drains:add " + receiver.url() + " -a shop").ok().out()).startsWith("Nothing to do");
        call("drains:add " + UNREACHABLE + " -a shop").ok();
        assertThat(names("drains -a shop")).containsExactly("syslog-shop", "syslog-shop-2");
        assertThat(names("drains -a blog")).isEmpty();
        assertThat(home.config("shop")).isEmpty();
        assertThat(call("drains:remove syslog-shop -a blog").exits(3).err()).contains("blog has no drain");
        assertThat(call("addons:disable syslog-shop").exits(4).err()).contains("drains:remove syslog-shop -a shop");
        call("drains:remove " + UNREACHABLE + " -a shop").ok();
        call("apps:rename store -a shop").ok();
        assertThat(names("drains -a store")).containsExactly("syslog-shop");
        call("run -a store -- echo renamed").ok();
        eventually(receiver, messages -> assertThat(messages).containsExactly("renamed"));
        call("apps:destroy -a store --confirm store").ok();
        assertThat(names("drains")).isEmpty();
        assertThat(home.path().resolve("drains")).isEmptyDirectory();
    }

    @Test
    void a_url_says_what_is_there_or_the_service_is_named() {
        call("drains:add https://127.0.0.1:1/in -a shop").ok();
        assertThat(home.json("drains:info", "webhook-shop")
                        .at("/options/format")
                        .asText())
                .isEqualTo("logplex");
        call("drains:add 127.0.0.1:1 --service logstash --ssl false -a shop").ok();
        assertThat(home.json("drains:info", "logstash-shop").get("target").asText())
                .isEqualTo("tcp://127.0.0.1:1");
        call("drains:add 127.0.0.1:1 --service logentries --token abc --name tokens -a shop")
                .ok();
        assertThat(names("drains -a shop")).containsExactly("logstash-shop", "tokens", "webhook-shop");
    }

    @Test
    void a_token_comes_from_the_environment_or_a_file_and_stays_when_options_change() {
        home.write("token", "from-a-file\n");
        home.vektra(
                        Map.of("TOKEN", "from-the-environment"),
                        "addons:enable",
                        "logentries",
                        "--token-env",
                        "TOKEN",
                        "--url",
                        "127.0.0.1:1")
                .ok();
        assertThat(home.config("shop")).containsEntry("LOGENTRIES_TOKEN", "from-the-environment");
        call("addons:enable logentries --format json").ok();
        assertThat(home.config("shop")).containsEntry("LOGENTRIES_TOKEN", "from-the-environment");
        call("addons:enable logentries --token-file token").ok();
        assertThat(home.config("shop")).containsEntry("LOGENTRIES_TOKEN", "from-a-file");
    }

    @Test
    void where_the_router_listens_is_kept() {
        home.vektra("logs:router", "--status", "--listen", "5140", "--socket", "in.sock")
                .ok();
        assertThat(home.json("logs:router", "--status").get("listen").asText()).isEqualTo("127.0.0.1:5140");
        assertThat(home.json("logs:router", "--status").get("socket").asText())
                .isEqualTo(home.scratch().resolve("in.sock").toString());
        assertThat(home.json("logs:router", "--status", "--no-listen", "--no-socket")
                        .get("listen")
                        .isNull())
                .isTrue();
    }

    @Test
    void a_unit_runs_the_router_of_this_home() {
        assertThat(call("logs:router --unit").ok().out())
                .contains("ExecStart=\"" + Home.LAUNCHER + "\" logs:router\n")
                .contains("\"VEKTRA_HOME=" + home.path() + "\"");
    }

    private List<String> names(String call) {
        return home.json(call.split(" ")).findValuesAsText("name");
    }

    private Home.Ran enable() {
        return call("addons:enable syslog --url " + receiver.url()).ok();
    }

    private Home.Ran call(String line) {
        return home.vektra(line.strip().split(" "));
    }

    private static void eventually(Receiver receiver, ThrowingConsumer<List<String>> holds) {
        await().untilAsserted(() -> holds.accept(receiver.messages()));
    }
}
