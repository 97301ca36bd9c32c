package vektra.addons.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.addons.MemoryHome;
import vektra.addons.Refused;
import vektra.addons.Sweep;
import vektra.model.name.ServiceName;
import vektra.model.service.ServerStatus;
import vektra.model.text.Kind;

class ServersTest {
    private final MemoryHome home = MemoryHome.enabled();

    ServersTest() {
        home.create("note", "ledger:dedicated", "big", null);
        home.create("note", "ledger", "book", null);
    }

    @AfterEach
    void close() {
        home.close();
    }

    private Servers servers() {
        return home.open().services().servers();
    }

    private ServerStatus.State state(String what) {
        return servers().status(List.of(what)).get(0).status().state();
    }

    private static MemoryHome.Verb start(String what) {
        return at -> at.services().servers().start(List.of(what));
    }

    @Test
    void a_service_s_and_an_add_on_s_server_stop_and_start() {
        for (String what : new String[] {"ledger", "cache", "big"}) {
            assertThat(servers().stop(List.of(what)).get(0).changed()).isTrue();
            assertThat(servers().stop(List.of(what)).get(0).changed()).isFalse();
            assertThat(state(what)).isEqualTo(ServerStatus.State.STOPPED);
            assertThat(servers().start(List.of(what)).get(0).changed()).isTrue();
            assertThat(servers().start(List.of(what)).get(0).changed()).isFalse();
            assertThat(state(what)).isEqualTo(ServerStatus.State.RUNNING);
        }
        home.assertSound();
    }

    @Test
    void several_are_stopped_at_once_and_a_wrong_name_touches_none() {
        Refused.as(
                Kind.NOT_FOUND,
                home,
                at -> at.services().servers().stop(List.of("ledger", "nook")),
                "no service called 'nook'");
        List<Servers.Turned> stopped = servers().stop(List.of("ledger", "big", "ledger"));
        assertThat(stopped).extracting(turned -> turned.server().id()).containsExactly("ledger", "big");
        assertThat(stopped).allMatch(Servers.Turned::changed);
        assertThat(servers().status(List.of("big", "cache")))
                .extracting(watched -> watched.status().state())
                .containsExactly(ServerStatus.State.STOPPED, ServerStatus.State.RUNNING);
    }

    @Test
    void all_are_those_of_services_and_of_add_ons() {
        assertThat(servers().statusAll())
                .extracting(watched -> watched.server().id())
                .containsExactlyInAnyOrder("cache", "ledger", "big");
        assertThat(servers().stopAll()).allMatch(Servers.Turned::changed);
        assertThat(servers().startAll()).hasSize(3).allMatch(Servers.Turned::changed);
        home.assertSound();
    }

    @Test
    void of_several_one_that_fails_stops_no_other() {
        servers().stopAll();
        home.world().takePort("ledger");
        assertThat(servers().startAll())
                .extracting(turned -> turned.server().id() + " " + (turned.problem() == null))
                .containsExactlyInAnyOrder("cache true", "ledger false", "big true");
    }

    @Test
    void a_restart_brings_options_into_force() {
        home.enable("ledger", "size=50");
        assertThat(home.world().configured("ledger")).containsEntry("size", "50");
        home.run(at -> at.services().servers().restart(List.of("ledger")));
        assertThat(home.world().configured("ledger"))
                .containsEntry("size", "50")
                .containsEntry("limit", "20");
        home.assertSound();
    }

    @Test
    void a_server_that_hangs_is_said_to_and_a_restart_helps() {
        home.world().hang("ledger");
        assertThat(state("ledger")).isEqualTo(ServerStatus.State.HUNG);
        Refused.as(Kind.UNAVAILABLE, home, start("ledger"), "ledger runs but does not answer");
        home.run(at -> at.services().servers().restart(List.of("ledger")));
        home.assertSound();
    }

    @Test
    void what_keeps_it_from_starting_is_said() {
        home.world().takePort("ledger");
        Refused.as(Kind.CONFLICT, home, start("ledger"), "taken by another program");
        home.world().loseData("big");
        Refused.as(Kind.UNAVAILABLE, home, start("big"), "the data of big is gone");
    }

    @Test
    void what_has_no_server_is_refused() {
        Refused.as(Kind.CONFLICT, home, start("book"), "book has no server of its own", "name its service");
        Refused.as(Kind.NOT_FOUND, home, start("nook"), "no service called 'nook'");
        home.run(at -> at.services().disable().destroy(new ServiceName("cache"), MemoryHome.YES));
        Refused.as(Kind.CONFLICT, home, start("cache"), "the service cache is not enabled");
    }

    @Test
    void an_adopted_server_is_only_asked() {
        home.run(at -> at.services().disable().destroy(new ServiceName("cache"), MemoryHome.YES));
        home.run(at -> at.services()
                .enable()
                .enable(new ServiceName("cache"), Map.of(), home.world().startElsewhere()));
        Refused.as(Kind.CONFLICT, home, start("cache"), "was adopted: Vektra does not manage it");
        Refused.as(Kind.CONFLICT, home, at -> at.services().servers().stop(List.of("cache")), "was adopted");
        Refused.as(Kind.CONFLICT, home, at -> at.services().servers().log("cache"), "was adopted");
        assertThat(state("cache")).isEqualTo(ServerStatus.State.EXTERNAL);
        home.world().kill("elsewhere");
        assertThat(state("cache")).isEqualTo(ServerStatus.State.UNREACHABLE);
    }

    @Test
    void logs_are_those_of_services_that_vektra_runs() {
        assertThat(servers().logs()).containsOnlyKeys("cache", "ledger");
        assertThat(servers().log("big").toString()).endsWith("big/log");
        home.run(at -> at.services().disable().disable(new ServiceName("cache"), false));
        assertThat(servers().logs()).containsOnlyKeys("ledger");
    }

    @Test
    void what_is_known_of_its_version_is_said_while_it_answers() {
        home.world().runsVersion("ledger", "6.0");
        assertThat(servers().status(List.of("ledger")).get(0).cautions()).hasSize(1);
        home.world().kill("ledger");
        assertThat(servers().status(List.of("ledger")).get(0).cautions()).isEmpty();
    }

    @Test
    void spares_are_made_as_many_as_wanted_and_none_on_a_server_that_is_down() {
        home.enable("ledger", "spares=3");
        assertThat(home.open()
                        .services()
                        .spares()
                        .make(new ServiceName("ledger"))
                        .made())
                .isEqualTo(3);
        assertThat(home.open()
                        .services()
                        .spares()
                        .make(new ServiceName("ledger"))
                        .made())
                .isZero();
        home.enable("ledger", "spares=1");
        home.run(at -> at.services().spares().make(new ServiceName("ledger")));
        assertThat(home.world().spares("ledger")).isEqualTo(1);
        home.world().kill("ledger");
        assertThat(home.open()
                        .services()
                        .spares()
                        .make(new ServiceName("ledger"))
                        .made())
                .isZero();
        assertThat(home.world().states()).containsEntry("ledger", "stopped");
    }

    @Test
    void a_dry_run_names_the_steps() {
        assertThat(home.dryRun(at -> at.services().servers().restart(List.of("big"))))
                .containsExactly("stop the server big", "start the server big");
    }

    @TestFactory
    Stream<DynamicTest> starting_cut_off_anywhere() {
        home.world().kill("ledger");
        return Sweep.inParts(home.copy(), start("ledger"));
    }

    @TestFactory
    Stream<DynamicTest> restarting_cut_off_anywhere() {
        return Sweep.inParts(home.copy(), at -> at.services().servers().restart(List.of("big")));
    }

    @TestFactory
    Stream<DynamicTest> stopping_cut_off_anywhere() {
        // a server that was stopped is one that the doctor would start
        return Sweep.inParts(home.copy(), at -> {
            at.services().servers().stop(List.of("ledger"));
            at.services().servers().start(List.of("ledger"));
        });
    }
}
