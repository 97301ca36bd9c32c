package vektra.addons.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.addons.MemoryHome;
import vektra.addons.Refused;
import vektra.addons.Requests;
import vektra.addons.Sweep;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.service.Server;
import vektra.model.text.Kind;

/** Options of a server that there is: of a shared one by its service, of a dedicated one by its add-on. */
class ServerOptionsTest {
    private static final Map<String, String> REQUIRED = Map.of("tls", "required");
    private final MemoryHome home = MemoryHome.enabled();

    @BeforeEach
    void make() {
        home.run(at -> at.apps().create(new AppName("note")));
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static MemoryHome.Verb own(Map<String, String> options) {
        return at ->
                at.create().create(Requests.with(Requests.create("note", "ledger:dedicated", "one", null), options));
    }

    private static MemoryHome.Verb shared(Map<String, String> options) {
        return at -> at.services().enable().enable(new ServiceName("ledger"), options, null);
    }

    private Server server() {
        return home.addon("note").server();
    }

    @Test
    void how_a_server_of_its_own_is_reached_changes_only_while_it_is_stopped() {
        home.run(own(Map.of()));
        Refused.as(
                Kind.CONFLICT,
                home,
                own(REQUIRED),
                "--tls of one can be changed only while its server is stopped",
                "vektra addons:stop one");
        home.run(at -> at.services().servers().stop(List.of("one")));
        home.said().clear();
        home.run(own(REQUIRED));
        assertThat(server().requiresTls()).isTrue();
        assertThat(home.world().states()).containsEntry("one", "running");
        assertThat(home.said())
                .containsExactly("apps that use one may need other variables now: vektra addons:doctor --fix");
        String before = home.everything();
        home.run(own(REQUIRED));
        home.run(own(Map.of()));
        assertThat(home.everything()).as("again").isEqualTo(before);
        home.assertSound();
    }

    @Test
    void its_other_options_change_as_those_of_a_shared_one_do() {
        home.run(own(Map.of("size", "50")));
        home.run(own(Map.of("limit", "5")));
        assertThat(home.world().configured("one")).containsEntry("limit", "5").containsEntry("size", "50");
        home.said().clear();
        home.run(own(Map.of("size", "60")));
        assertThat(home.said()).containsExactly("the change takes effect after: vektra addons:restart one");
        assertThat(server().options()).containsEntry("size", "60");
        Refused.as(
                Kind.CONFLICT,
                home,
                own(Map.of("listen", "0.0.0.0")),
                "--listen of one cannot be changed after the add-on was created (now: 127.0.0.1)",
                "create another add-on with it");
        Refused.as(Kind.INVALID, home, own(Map.of("sizes", "5")), "ledger has no option --sizes");
        home.assertSound();
    }

    @Test
    void a_dry_run_names_what_it_would_change() {
        home.run(own(Map.of()));
        home.world().kill("one");
        assertThat(home.dryRun(own(REQUIRED))).contains("start the server one");
    }

    /** The process may have been started with what its record does not say. */
    @TestFactory
    Stream<DynamicTest> of_a_dedicated_server_cut_off_anywhere() {
        home.run(own(Map.of()));
        home.world().kill("one");
        return Sweep.inParts(home.copy(), own(REQUIRED));
    }

    @TestFactory
    Stream<DynamicTest> of_a_shared_server_cut_off_anywhere() {
        home.bind("note", "ledger");
        home.world().kill("ledger");
        return Sweep.inParts(home.copy(), shared(REQUIRED));
    }

    @TestFactory
    Stream<DynamicTest> of_one_that_needs_a_restart_cut_off_anywhere() {
        home.run(own(Map.of()));
        home.world().kill("one");
        return Sweep.inParts(home.copy(), own(Map.of("size", "60")));
    }
}
