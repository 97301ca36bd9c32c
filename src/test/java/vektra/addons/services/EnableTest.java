package vektra.addons.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.addons.MemoryHome;
import vektra.addons.Refused;
import vektra.addons.Sweep;
import vektra.model.Audited;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.service.Server;
import vektra.model.text.Kind;
import vektra.model.text.Secret;

class EnableTest {
    private static final ServiceName LEDGER = new ServiceName("ledger");
    private final MemoryHome home = MemoryHome.empty();

    @AfterEach
    void close() {
        home.close();
    }

    private static MemoryHome.Verb enable(Map<String, String> given, @Nullable Secret url) {
        return at -> at.services().enable().enable(LEDGER, given, url);
    }

    private static MemoryHome.Verb enable(Map<String, String> given) {
        return enable(given, null);
    }

    private Enable.Outcome outcome(Map<String, String> given, @Nullable Secret url) {
        return home.open().services().enable().enable(LEDGER, given, url).outcome();
    }

    private Server server() {
        return home.lookup().enabled(LEDGER).server();
    }

    @Test
    void starts_a_server_with_every_option() {
        assertThat(outcome(Map.of("size", "50"), null)).isEqualTo(Enable.Outcome.ENABLED);
        assertThat(home.world().states()).containsEntry("ledger", "running");
        assertThat(server().options()).containsEntry("size", "50").containsEntry("limit", "20");
        assertThat(home.background()).containsExactly("addons:spares ledger");
        home.assertSound();
    }

    @Test
    void a_port_that_another_program_took_after_it_was_picked_is_left_to_it() {
        int first = home.world().takeNextPorts(2);
        home.enable("ledger");
        assertThat(server().host().port()).isEqualTo(first + 2);
        assertThat(home.world().takeNextPorts(1)).isEqualTo(first + 3);
        home.bind("note", "ledger:dedicated");
        assertThat(home.url("note")).contains(":" + (first + 4));
        home.assertSound();
    }

    @Test
    void ports_that_are_taken_again_and_again_are_an_error_which_leaves_nothing() {
        home.world().takeNextPorts(3);
        Refused.failing(Kind.CONFLICT, home, enable(Map.of()), "is taken by another program");
        home.assertSound();
        assertThat(home.world().states()).isEmpty();
    }

    @Test
    void a_port_that_was_asked_for_is_not_replaced() {
        int port = home.world().takeNextPorts(1);
        Map<String, String> given = Map.of("port", String.valueOf(port));
        Refused.failing(Kind.CONFLICT, home, enable(given), "port " + port + " is taken by another program");
        home.assertSound();
    }

    @Test
    void again_changes_nothing_but_starts_it() {
        home.enable("ledger");
        String before = home.shape();
        assertThat(outcome(Map.of(), null)).isEqualTo(Enable.Outcome.UNCHANGED);
        home.world().kill("ledger");
        assertThat(outcome(Map.of("size", "100"), null)).isEqualTo(Enable.Outcome.UNCHANGED);
        assertThat(home.shape()).isEqualTo(before);
    }

    @Test
    void an_option_that_changes_live_is_taken_at_once_and_one_that_needs_a_restart_is_said_to() {
        home.enable("ledger");
        assertThat(outcome(Map.of("limit", "5"), null)).isEqualTo(Enable.Outcome.CHANGED);
        assertThat(home.world().configured("ledger")).containsEntry("limit", "5");
        assertThat(outcome(Map.of("size", "50", "limit", "5"), null)).isEqualTo(Enable.Outcome.RESTART_NEEDED);
        home.assertSound();
    }

    @Test
    void a_server_that_is_down_starts_with_what_is_asked_for_now() {
        home.enable("ledger");
        home.world().kill("ledger");
        assertThat(outcome(Map.of("size", "50"), null)).isEqualTo(Enable.Outcome.CHANGED);
        assertThat(home.world().configured("ledger")).containsEntry("size", "50");
        home.assertSound();
    }

    @Test
    void how_a_server_is_reached_changes_only_while_it_is_stopped() {
        home.enable("ledger");
        home.bind("note", "ledger");
        home.said().clear();
        assertThat(outcome(Map.of("tls", "offered"), null)).isEqualTo(Enable.Outcome.UNCHANGED);
        for (Map<String, String> given : List.of(Map.of("tls", "required"), Map.of("tls", "required", "limit", "5"))) {
            Refused.as(
                    Kind.CONFLICT,
                    home,
                    enable(given),
                    "--tls of ledger can be changed only while its server is stopped",
                    "vektra addons:stop ledger");
        }
        home.world().kill("ledger");
        assertThat(outcome(Map.of("tls", "required"), null)).isEqualTo(Enable.Outcome.CHANGED);
        assertThat(server().requiresTls()).isTrue();
        assertThat(home.said())
                .containsExactly("apps that use ledger may need other variables now: vektra addons:doctor --fix");
        assertThat(outcome(Map.of("tls", "required"), null)).isEqualTo(Enable.Outcome.UNCHANGED);
        home.assertSound();
    }

    @Test
    void a_server_of_its_own_requires_tls_where_the_service_does() {
        home.run(enable(Map.of("tls", "required")));
        home.bind("note", "ledger:dedicated");
        assertThat(home.lookup().app(new AppName("note")).addons())
                .allSatisfy(addon -> assertThat(addon.server().requiresTls()).isTrue());
    }

    @Test
    void an_adopted_server_has_its_own_rules_for_tls() {
        Secret url = home.world().startElsewhere();
        Refused.as(
                Kind.INVALID,
                home,
                enable(Map.of("tls", "required"), url),
                "--tls is for a server that Vektra starts, not for one adopted by URL");
        home.run(enable(Map.of(), url));
        assertThat(server().options()).doesNotContainKey("tls");
        assertThat(server().withOptions(Map.of("tls", "required")).requiresTls())
                .isFalse();
    }

    @Test
    void what_data_or_urls_depend_on_stays() {
        home.enable("ledger");
        Refused.as(
                Kind.CONFLICT,
                home,
                enable(Map.of("port", "999")),
                "--port of ledger cannot be changed after the service was enabled (now: not set)",
                "vektra addons:disable ledger --destroy-data");
        Refused.as(
                Kind.CONFLICT,
                home,
                enable(Map.of("listen", "0.0.0.0")),
                "--listen of ledger cannot be changed after the service was enabled (now: 127.0.0.1)");
    }

    @Test
    void one_that_was_disabled_comes_back_with_its_data() {
        home.enable("ledger");
        home.create("note", "ledger", "book", null);
        home.write(home.url("note"), "key", "kept");
        home.unbind("note", "ledger");
        home.run(at -> at.services().disable().disable(LEDGER, false));
        assertThat(outcome(Map.of("limit", "7"), null)).isEqualTo(Enable.Outcome.ENABLED);
        home.bind("note", "ledger");
        assertThat(home.read(home.url("note"), "key")).isEqualTo("kept");
        home.assertSound();
    }

    @Test
    void a_url_adopts_a_server_which_is_never_started_or_stopped() {
        Secret url = home.world().startElsewhere();
        assertThat(outcome(Map.of("limit", "3"), url)).isEqualTo(Enable.Outcome.ENABLED);
        assertThat(server().managed()).isFalse();
        assertThat(server().version()).isEqualTo("7.2");
        assertThat(outcome(Map.of(), url)).isEqualTo(Enable.Outcome.UNCHANGED);
        assertThat(outcome(Map.of("limit", "4"), url)).isEqualTo(Enable.Outcome.CHANGED);
        assertThat(outcome(Map.of("limit", "5"), null)).isEqualTo(Enable.Outcome.CHANGED);
        home.create("note", "ledger", "book", null);
        home.assertSound();
    }

    @Test
    void a_dry_run_warns_of_the_version_of_a_server_to_adopt() {
        Secret url = home.world().startElsewhere();
        home.world().runsVersion("elsewhere", "6.1");
        home.dryRun(enable(Map.of(), url));
        assertThat(home.said()).containsExactly("a real run would report: ledger 6.1 has a known flaw");
        home.said().clear();
        home.dryRun(enable(Map.of()));
        assertThat(home.said())
                .as("a server that is not there yet cannot be asked")
                .isEmpty();
    }

    @Test
    void a_url_to_another_server_is_refused_while_add_ons_live_there() {
        home.run(enable(Map.of(), home.world().startElsewhere()));
        home.create("note", "ledger", "book", null);
        Secret other = home.world().startElsewhere();
        Refused.as(Kind.CONFLICT, home, enable(Map.of(), other), "and has add-ons", "destroy them first");
        home.run(at -> at.destroy().destroy("book", null, false, MemoryHome.YES));
        home.run(enable(Map.of(), other));
        assertThat(server().adminUrl()).isEqualTo(other);
        home.assertSound();
    }

    @Test
    void a_url_where_vektra_manages_the_server_is_refused() {
        home.enable("ledger");
        Refused.as(
                Kind.CONFLICT,
                home,
                enable(Map.of(), home.world().startElsewhere()),
                "ledger has a server that Vektra manages");
    }

    @Test
    void a_server_that_is_not_there_or_a_url_of_another_form_is_refused() {
        Refused.as(Kind.INVALID, home, enable(Map.of(), new Secret("http://x")), "no URL of a ledger", "memory://");
        Refused.as(
                Kind.UNAVAILABLE,
                home,
                enable(Map.of(), new Secret("memory://admin:secret@127.0.0.1:9")),
                "ledger at 127.0.0.1:9 does not answer");
        assertThat(home.doors().store().read().services()).isEmpty();
        assertThat(home.doors().store().audit(new Audited.Wanted(null, null, null, 1)))
                .isEmpty();
    }

    @Test
    void what_a_start_settles_is_not_for_an_adopted_server() {
        Secret url = home.world().startElsewhere();
        Refused.as(
                Kind.INVALID,
                home,
                enable(Map.of("size", "50"), url),
                "--size is for a server that Vektra starts",
                "leave it out");
        Refused.as(Kind.INVALID, home, enable(Map.of("port", "50"), url), "--port is for a server that Vektra starts");
        home.run(enable(Map.of(), url));
        Refused.as(Kind.INVALID, home, enable(Map.of("size", "50")), "--size is for a server that Vektra starts");
    }

    @Test
    void an_option_that_is_unknown_or_wrong_is_refused() {
        Refused.as(Kind.INVALID, home, enable(Map.of("sizes", "5")), "ledger has no option --sizes", "mean --size?");
        Refused.as(
                Kind.INVALID, home, enable(Map.of("size", "many")), "'many' is not a value for --size", "10 to 1000");
        Refused.as(Kind.INVALID, home, enable(Map.of("from", "moon")), "'moon'", "one of: machine");
    }

    @Test
    void a_port_that_is_taken_is_refused() {
        home.world().startElsewhere();
        Refused.as(Kind.CONFLICT, home, enable(Map.of("port", "20001")), "port 20001 is taken", "--port N");
        home.run(enable(Map.of("port", "30000")));
        assertThat(server().host().port()).isEqualTo(30_000);
    }

    @Test
    void a_folder_without_a_record_is_not_taken_over() {
        home.world().addFolder("ledger");
        Refused.as(
                Kind.CONFLICT,
                home,
                enable(Map.of()),
                "ledger has a data folder, but no record of its server",
                "move the");
    }

    @Test
    void what_is_known_of_its_version_is_warned_of() {
        Secret url = home.world().startElsewhere();
        home.world().runsVersion("elsewhere", "6.1");
        home.run(enable(Map.of(), url));
        assertThat(home.said()).containsExactly("ledger 6.1 has a known flaw");
    }

    @Test
    void a_dry_run_names_the_steps() {
        assertThat(home.dryRun(enable(Map.of())))
                .containsExactly(
                        "create the server ledger (Ledger 7.2, machine, a free port)",
                        "start the server ledger",
                        "enable ledger");
        home.enable("ledger");
        assertThat(home.dryRun(enable(Map.of("limit", "5"))))
                .containsExactly(
                        "apply to the server ledger the options that need no restart", "set --limit 5 of ledger");
    }

    @TestFactory
    Stream<DynamicTest> cut_off_anywhere() {
        return Sweep.of(home.copy(), enable(Map.of("size", "50")));
    }

    @TestFactory
    Stream<DynamicTest> with_another_option_cut_off_anywhere() {
        home.enable("ledger");
        return Sweep.of(home.copy(), enable(Map.of("limit", "5")));
    }

    @TestFactory
    Stream<DynamicTest> after_a_disable_cut_off_anywhere() {
        home.enable("ledger");
        home.run(at -> at.services().disable().disable(LEDGER, false));
        return Sweep.inParts(home.copy(), enable(Map.of()));
    }

    @TestFactory
    Stream<DynamicTest> of_an_adopted_server_cut_off_anywhere() {
        Secret url = home.world().startElsewhere();
        return Sweep.of(home.copy(), enable(Map.of("limit", "5"), url));
    }
}
