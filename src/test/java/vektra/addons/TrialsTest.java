package vektra.addons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.model.name.AddonName;
import vektra.model.name.ServiceName;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

class TrialsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Duration HALF = Duration.ofSeconds(30);

    private final MemoryHome home = MemoryHome.enabled();

    TrialsTest() {
        home.create("note", "ledger", "book", null);
    }

    @AfterEach
    void close() {
        home.close();
    }

    private void check(String what) {
        home.open().trials().of(what).check(TIMEOUT);
    }

    private void monitor(String service, String interval) {
        home.run(at -> at.services().enable().enable(new ServiceName(service), Map.of("monitor", interval), null));
    }

    @ParameterizedTest
    @CsvSource({"book", "note::LEDGER", "note::ledger"})
    void an_add_on_is_used_as_the_app_that_has_it_attached_would(String what) {
        assertThat(home.open().trials().of(what).app().value()).isEqualTo("note");
        check(what);
        home.world().kill("ledger");
        assertThatThrownBy(() -> check(what))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
        assertThat(home.world().states()).as("a test starts nothing").containsEntry("ledger", "stopped");
    }

    @Test
    void its_vars_have_their_documented_names_whatever_the_app_calls_them() {
        home.attach("book", "paper", "ARCHIVE");
        Trials.Trial trial = home.open().trials().of("paper::ARCHIVE");
        assertThat(trial.app().value()).isEqualTo("paper");
        assertThat(trial.vars())
                .isEqualTo(Map.of("LEDGER_URL", home.config("paper").get("ARCHIVE_URL")));
        trial.check(TIMEOUT);
    }

    @Test
    void credentials_that_changed_meanwhile_are_used_at_the_next_attempt() {
        home.run(at -> at.rotate().rotate(Requests.rotate("note", "ledger")));
        check("book");
    }

    @Test
    void an_add_on_that_is_not_there_is_not_found_with_the_nearest() {
        assertThatThrownBy(() -> check("boook")).isInstanceOfSatisfying(VektraException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND);
            assertThat(e.hint()).isEqualTo("did you mean book?");
        });
        assertThatThrownBy(() -> check("something-else"))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.hint()).isEqualTo("see: vektra addons --all"));
        assertThatThrownBy(() -> check("note::OTHER")).hasMessageContaining("note::OTHER");
    }

    @Test
    void one_that_no_app_has_attached_has_no_config_vars_to_be_tested_with() {
        home.unbind("note", "ledger");
        assertThatThrownBy(() -> check("book")).isInstanceOfSatisfying(VektraException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
            assertThat(e.hint()).isEqualTo("first: vektra addons:attach book -a APP");
        });
        monitor("ledger", "30s");
        assertThat(home.open().trials().enrolled()).isEmpty();
    }

    @Test
    void a_service_has_all_its_add_ons_tested_until_that_is_off() {
        home.create("paper", "ledger", "atlas", null);
        home.create("note", "cache", "shelf", null);
        assertThat(home.open().trials().enrolled()).isEmpty();
        monitor("ledger", "30s");
        assertThat(home.open().trials().enrolled())
                .containsExactly(
                        new Trials.Enrolled(new AddonName("atlas"), HALF),
                        new Trials.Enrolled(new AddonName("book"), HALF));
        monitor("cache", "2h");
        assertThat(home.open().trials().enrolled())
                .contains(new Trials.Enrolled(new AddonName("shelf"), Duration.ofHours(2)));
        monitor("ledger", "off");
        assertThat(home.open().trials().enrolled())
                .extracting(Trials.Enrolled::addon)
                .containsExactly(new AddonName("shelf"));
        home.assertSound();
    }

    @ParameterizedTest
    @CsvSource({"30", "0s", "-5s", "30S", "1d", "on", "half an hour"})
    void what_is_no_interval_is_invalid(String interval) {
        assertThatThrownBy(() -> monitor("ledger", interval)).isInstanceOfSatisfying(VektraException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.INVALID);
            assertThat(e.hint()).isEqualTo("expected a time with its unit, for example 30s, 5m or 1h, or off");
        });
    }

    @Test
    void a_dry_run_names_the_interval_and_changes_nothing() {
        assertThat(home.dryRun(
                        at -> at.services().enable().enable(new ServiceName("ledger"), Map.of("monitor", "30s"), null)))
                .contains("set --monitor 30s of ledger");
        assertThatCode(() -> check("book")).doesNotThrowAnyException();
        assertThat(home.open().trials().enrolled()).isEmpty();
    }
}
