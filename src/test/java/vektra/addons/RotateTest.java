package vektra.addons;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.text.Kind;

class RotateTest {
    private final MemoryHome home = MemoryHome.enabled();

    RotateTest() {
        home.create("note", "ledger", "book", null);
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static MemoryHome.Verb rotate(String what) {
        return at -> at.rotate().rotate(Requests.rotate("note", what));
    }

    @Test
    void new_credentials_work_and_the_old_ones_do_not() {
        String old = home.url("note");
        home.write(old, "key", "value");
        home.run(rotate("ledger"));
        assertThat(home.letsIn(old)).isFalse();
        assertThat(home.read(home.url("note"), "key")).isEqualTo("value");
        assertThat(home.app("note").release()).isEqualTo(3);
        home.assertSound();
    }

    @Test
    void the_old_ones_work_until_their_grace_is_over() {
        String old = home.url("note");
        home.run(at -> at.rotate().rotate(Requests.rotate("note", "ledger", "1h")));
        assertThat(home.letsIn(old)).isTrue();
        home.assertSound();
        home.later(Duration.ofMinutes(61));
        home.run(at -> at.apps().list());
        assertThat(home.letsIn(old)).isFalse();
        assertThat(home.letsIn(home.url("note"))).isTrue();
        home.assertSound();
    }

    @Test
    void a_service_means_all_its_attachments_and_a_name_only_one() {
        home.attach("book", "note", "SECOND");
        String first = home.url("note");
        String second = home.config("note").get("SECOND_URL");
        home.run(rotate("SECOND"));
        assertThat(home.letsIn(first)).isTrue();
        assertThat(home.letsIn(second)).isFalse();
        home.run(rotate("ledger"));
        assertThat(home.letsIn(first)).isFalse();
        home.run(at -> at.rotate()
                .rotate(new Rotate.Request(new AppName("note"), "book", new AttachmentName("SECOND"), null)));
        home.assertSound();
    }

    @Test
    void only_the_app_s_own_credentials_change() {
        home.attach("book", "guest", null);
        String theirs = home.url("note");
        home.run(at -> at.rotate().rotate(Requests.rotate("guest", "book")));
        assertThat(home.url("note")).isEqualTo(theirs);
        assertThat(home.letsIn(theirs)).isTrue();
        home.assertSound();
    }

    @Test
    void a_variable_that_the_user_changed_stays() {
        home.run(at -> at.releases().rollback(new AppName("note"), 1));
        home.run(rotate("ledger"));
        home.assertSound();
    }

    @Test
    void a_service_without_users_has_nothing_to_rotate() {
        home.bind("note", "cache");
        Refused.as(Kind.CONFLICT, home, rotate("cache"), "has no credentials to rotate: its server has no users");
    }

    @Test
    void what_is_not_bound_is_refused() {
        home.create("note", "cache", "side", null);
        home.unbind("note", "ledger");
        Refused.as(Kind.NOT_FOUND, home, rotate("book"), "book is not bound to note", "vektra addons -a note");
        Refused.as(Kind.NOT_FOUND, home, rotate("ledger"), "ledger is not bound to note");
        Refused.as(
                Kind.NOT_FOUND,
                home,
                at -> at.rotate()
                        .rotate(new Rotate.Request(new AppName("note"), "side", new AttachmentName("X"), null)),
                "side as X is not bound to note");
        Refused.as(Kind.NOT_FOUND, home, rotate("BLUE"), "no add-on 'BLUE' on note");
    }

    @Test
    void a_dry_run_names_the_steps() {
        assertThat(home.dryRun(rotate("ledger")))
                .containsExactly(
                        "create credentials for LEDGER of note",
                        "set LEDGERURL, LEDGER_URL of note",
                        "record a release of note, v3: Rotate LEDGER (@ref:book)",
                        "revoke the credentials of LEDGER of note");
    }

    @TestFactory
    Stream<DynamicTest> cut_off_anywhere() {
        return Sweep.of(home.copy(), rotate("ledger"));
    }

    @TestFactory
    Stream<DynamicTest> two_at_once_cut_off_anywhere() {
        home.attach("book", "note", "SECOND");
        return Sweep.of(home.copy(), rotate("book"));
    }

    @TestFactory
    Stream<DynamicTest> with_grace_cut_off_anywhere() {
        return Sweep.of(home.copy(), at -> at.rotate().rotate(Requests.rotate("note", "ledger", "1h")));
    }

    @TestFactory
    Stream<DynamicTest> of_a_guest_cut_off_anywhere() {
        home.attach("book", "guest", null);
        return Sweep.of(home.copy(), at -> at.rotate().rotate(Requests.rotate("guest", "book")));
    }
}
