package vektra.addons;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.model.text.Kind;

class BindTest {
    private final MemoryHome home = MemoryHome.enabled();

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void makes_the_app_and_its_add_on_and_sets_both_variables() {
        Bind.Bound bound = home.bind("note", "ledger");
        assertThat(bound.already()).isFalse();
        assertThat(bound.addon().fullPlan()).isEqualTo("ledger:shared");
        assertThat(home.vars("note")).containsExactly("LEDGERURL", "LEDGER_URL");
        assertThat(home.app("note").release()).isEqualTo(1);
        home.write(home.config("note").get("LEDGER_URL"), "key", "value");
        home.assertSound();
    }

    @Test
    void again_changes_nothing() {
        home.bind("note", "ledger");
        String before = home.shape();
        assertThat(home.bind("note", "ledger").already()).isTrue();
        assertThat(home.bind("note", "ledger:shared").already()).isTrue();
        assertThat(home.shape()).isEqualTo(before);
    }

    @Test
    void again_with_a_lifetime_gives_the_add_on_another_end_and_no_release() {
        home.bind("note", "ledger");
        home.run(at -> at.bind().bind(Requests.lease("note", "ledger", "2h")));
        assertThat(home.addon("note").expiresAt()).isEqualTo(home.now().plus(Duration.ofHours(2)));
        assertThat(home.app("note").release()).isEqualTo(1);
        home.assertSound();
    }

    @Test
    void another_name_is_one_more_attachment_of_the_same_add_on() {
        home.bind("note", "ledger");
        home.bind("note", "ledger", "SECOND");
        assertThat(home.app("note").addons()).hasSize(1);
        assertThat(home.vars("note")).containsExactly("LEDGERURL", "LEDGER_URL", "SECOND_URL");
        home.assertSound();
    }

    @Test
    void gets_back_what_was_kept_when_it_was_unbound() {
        home.bind("note", "ledger");
        home.write(home.config("note").get("LEDGER_URL"), "key", "kept");
        home.run(at -> at.unbind().unbind(new vektra.model.name.AppName("note"), "ledger", null));
        home.bind("note", "ledger");
        assertThat(home.read(home.config("note").get("LEDGER_URL"), "key")).isEqualTo("kept");
        assertThat(home.app("note").addons()).hasSize(1);
    }

    @Test
    void a_plan_of_its_own_server_makes_one_that_runs() {
        home.bind("note", "ledger:dedicated");
        String id = home.addon("note").server().id();
        assertThat(home.world().states()).containsEntry(id, "running");
        home.assertSound();
    }

    @Test
    void a_service_without_users_is_bound_without_credentials() {
        home.bind("note", "cache");
        assertThat(home.vars("note")).containsExactly("CACHE_HOSTS", "CACHE_NAMESPACE");
        home.assertSound();
    }

    @Test
    void starts_a_server_that_is_down() {
        home.world().kill("ledger");
        home.bind("note", "ledger");
        assertThat(home.world().states()).containsEntry("ledger", "running");
        home.assertSound();
    }

    @Test
    void has_another_process_make_the_spare_that_it_took() {
        home.run(at -> at.services().spares().make(new vektra.model.name.ServiceName("ledger")));
        home.background().clear();
        home.bind("note", "ledger");
        assertThat(home.background()).containsExactly("addons:spares ledger");
        assertThat(home.world().spares("ledger")).isZero();
    }

    @Test
    void an_own_variable_stays_unless_forced_and_comes_back_later() {
        home.set("note", "LEDGER_URL", "mine");
        Refused.as(
                Kind.CONFLICT,
                home,
                at -> at.bind().bind(Requests.bind("note", "ledger")),
                "LEDGER_URL of note is already set by you",
                "--force");
        home.run(at -> at.bind().bind(Requests.forced(Requests.bind("note", "ledger"))));
        home.assertSound();
        home.run(at -> at.unbind().unbind(new vektra.model.name.AppName("note"), "ledger", null));
        assertThat(home.config("note")).containsEntry("LEDGER_URL", "mine");
    }

    @Test
    void refuses_a_name_that_has_another_add_on() {
        home.bind("note", "ledger", "MAIN");
        Refused.as(
                Kind.CONFLICT,
                home,
                at -> at.bind().bind(Requests.bind("note", "cache", "MAIN")),
                "note has MAIN attached to ledger-",
                "--as NAME");
        Refused.as(
                Kind.CONFLICT,
                home,
                at -> at.bind().bind(Requests.bind("note", "ledger:dedicated", "MAIN")),
                "note has MAIN attached");
    }

    @Test
    void refuses_a_name_whose_variable_another_attachment_has_even_by_force() {
        home.bind("note", "ledger", "A");
        home.set("note", "B", "x");
        home.bind("note", "cache", "A_URL");
        Refused.as(
                Kind.CONFLICT,
                home,
                at -> at.bind().bind(Requests.forced(Requests.bind("note", "ledger:dedicated", "A"))),
                "note has A attached");
    }

    @Test
    void refuses_what_is_not_on_offer() {
        Refused.as(Kind.NOT_FOUND, home, at -> at.bind().bind(Requests.bind("note", "legder")), "did you mean ledger");
        Refused.as(
                Kind.NOT_FOUND,
                home,
                at -> at.bind().bind(Requests.bind("note", "ledger:huge")),
                "no plan called 'huge' for ledger",
                "ledger:shared");
        Refused.as(Kind.INVALID, home, at -> at.bind().bind(Requests.bind("note", "syslog")), "syslog ships log lines");
    }

    @Test
    void refuses_a_service_that_is_not_enabled() {
        home.run(at -> at.services().disable().disable(new vektra.model.name.ServiceName("cache"), false));
        Refused.as(
                Kind.CONFLICT,
                home,
                at -> at.bind().bind(Requests.bind("note", "cache")),
                "the service cache is not enabled",
                "vektra addons:enable cache");
    }

    @Test
    void a_server_that_hangs_or_cannot_start_leaves_nothing_behind() {
        home.world().hang("ledger");
        Refused.as(Kind.UNAVAILABLE, home, at -> at.bind().bind(Requests.bind("note", "ledger")), "does not answer");
        home.world().takePort("ledger");
        Refused.as(Kind.CONFLICT, home, at -> at.bind().bind(Requests.bind("note", "ledger")), "another program");
        assertThat(home.doors().store().read().appNames()).isEmpty();
    }

    @Test
    void a_dry_run_names_the_steps() {
        assertThat(home.dryRun(at -> at.bind().bind(Requests.bind("note", "ledger"))))
                .anyMatch(step -> step.startsWith("create ledger-"))
                .contains("create the app note", "set LEDGERURL, LEDGER_URL of note")
                .anyMatch(step -> step.startsWith("create credentials for LEDGER of note"))
                .anyMatch(step -> step.startsWith("reserve the name ledger-"))
                .anyMatch(step -> step.startsWith("record a release of note, v1: Attach LEDGER"));
    }

    @Test
    void a_dry_run_of_an_own_server_makes_none() {
        assertThat(home.dryRun(at -> at.bind().bind(Requests.bind("note", "ledger:dedicated"))))
                .anyMatch(step -> step.startsWith("create the server ledger-"))
                .anyMatch(step -> step.startsWith("start the server ledger-"));
    }

    @TestFactory
    Stream<DynamicTest> cut_off_anywhere() {
        return Sweep.of(at -> {}, at -> at.bind().bind(Requests.bind("note", "ledger")));
    }

    @TestFactory
    Stream<DynamicTest> an_own_server_cut_off_anywhere() {
        return Sweep.of(at -> {}, at -> at.bind().bind(Requests.bind("note", "ledger:dedicated")));
    }

    @TestFactory
    Stream<DynamicTest> a_service_without_users_cut_off_anywhere() {
        return Sweep.of(at -> {}, at -> at.bind().bind(Requests.bind("note", "cache")));
    }

    @TestFactory
    Stream<DynamicTest> one_more_attachment_cut_off_anywhere() {
        return Sweep.of(
                at -> at.bind("note", "ledger"), at -> at.bind().bind(Requests.bind("note", "ledger", "SECOND")));
    }

    @TestFactory
    Stream<DynamicTest> a_new_end_cut_off_anywhere() {
        return Sweep.of(at -> at.bind("note", "ledger"), at -> at.bind().bind(Requests.lease("note", "ledger", "1h")));
    }
}
