package vektra.addons.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.addons.MemoryHome;
import vektra.addons.Refused;
import vektra.addons.Requests;
import vektra.addons.Sweep;
import vektra.model.name.AppName;
import vektra.model.text.Kind;

class ReleasesTest {
    private static final AppName NOTE = new AppName("note");
    private final MemoryHome home = MemoryHome.enabled();

    ReleasesTest() {
        home.set("note", "A", "1");
        home.create("note", "ledger", "book", null);
        home.set("note", "A", "2");
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static MemoryHome.Verb rollback(int version) {
        return at -> at.releases().rollback(NOTE, version);
    }

    @Test
    void every_change_is_one_release_with_who_and_what() {
        assertThat(home.open().releases().list(NOTE))
                .extracting(release -> release.version() + " " + release.description() + " by " + release.by())
                .containsExactly(
                        "1 Create app by tester",
                        "2 Set A config vars by tester",
                        "3 Attach LEDGER (@ref:book) by tester",
                        "4 Set A config vars by tester");
        assertThat(home.open().releases().info(NOTE, 3).config()).isEqualTo(Map.of("A", "1"));
    }

    @Test
    void a_rollback_brings_own_variables_back_and_leaves_add_ons() {
        String url = home.url("note");
        home.run(rollback(2));
        assertThat(home.config("note")).containsEntry("A", "1").containsEntry("LEDGER_URL", url);
        assertThat(home.app("note").release()).isEqualTo(5);
        home.assertSound();
        home.run(rollback(1));
        assertThat(home.vars("note")).containsExactly("LEDGERURL", "LEDGER_URL");
        home.assertSound();
    }

    @Test
    void a_rollback_never_brings_revoked_credentials_back() {
        String old = home.url("note");
        home.run(at -> at.rotate().rotate(Requests.rotate("note", "ledger")));
        home.run(rollback(4));
        assertThat(home.config("note")).doesNotContainValue(old);
        home.unbind("note", "ledger");
        home.run(rollback(4));
        assertThat(home.vars("note")).containsExactly("A");
        home.assertSound();
    }

    @Test
    void a_release_that_is_not_there_is_refused() {
        Refused.as(Kind.NOT_FOUND, home, rollback(9), "note has no release v9", "vektra releases -a note");
        Refused.as(Kind.NOT_FOUND, home, rollback(0), "note has no release v0");
        Refused.as(Kind.NOT_FOUND, home, at -> at.releases().info(NOTE, 7), "note has no release v7");
        Refused.as(Kind.NOT_FOUND, home, at -> at.releases().list(new AppName("far")), "no app called 'far'");
        Refused.as(Kind.NOT_FOUND, home, at -> at.releases().rollback(new AppName("far"), 1), "no app called");
    }

    @Test
    void variables_of_long_ago_are_no_longer_kept() {
        for (int i = 0; i < 150; i++) {
            home.set("note", "COUNT", Integer.toString(i));
        }
        Refused.as(Kind.CONFLICT, home, rollback(2), "the variables of v2 are no longer kept", "last 100 releases");
        assertThat(home.open().releases().list(NOTE)).hasSize(154);
    }

    @Test
    void a_dry_run_names_the_steps() {
        assertThat(home.dryRun(rollback(2)))
                .containsExactly("set A of note", "record a release of note, v5: Rollback to v2");
    }

    @TestFactory
    Stream<DynamicTest> cut_off_anywhere() {
        return Sweep.of(home.copy(), rollback(2));
    }
}
