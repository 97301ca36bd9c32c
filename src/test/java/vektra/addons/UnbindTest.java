package vektra.addons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.text.Kind;
import vektra.provider.AppClient;

class UnbindTest {
    private static final AppName NOTE = new AppName("note");
    private final MemoryHome home = MemoryHome.enabled();

    UnbindTest() {
        home.create("note", "ledger", "book", null);
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static MemoryHome.Verb unbind(String what) {
        return at -> at.unbind().unbind(NOTE, what, null);
    }

    private static MemoryHome.Verb unbind(String what, String as) {
        return at -> at.unbind().unbind(NOTE, what, new AttachmentName(as));
    }

    @Test
    void variables_and_credentials_go_at_once_and_data_stays() throws Exception {
        String url = home.url("note");
        home.write(url, "key", "kept");
        AppClient.Session open = home.session(url);
        home.run(unbind("ledger"));
        assertThatThrownBy(() -> open.read("key")).hasMessageContaining("ended");
        assertThat(home.letsIn(url)).isFalse();
        assertThat(home.vars("note")).isEmpty();
        assertThat(home.addon("note").name().value()).isEqualTo("book");
        assertThat(home.world().places()).containsExactly("ledger has note {key=kept} for []");
        home.assertSound();
    }

    @Test
    void again_changes_nothing() {
        home.run(unbind("ledger"));
        String before = home.shape();
        assertThat(home.open().unbind().unbind(NOTE, "ledger", null).attachment())
                .isNull();
        home.run(unbind("book"));
        home.run(unbind("cache"));
        assertThat(home.shape()).isEqualTo(before);
    }

    @Test
    void by_any_of_its_names() {
        for (String word : new String[] {"ledger", "ledger:shared", "book", "LEDGER", "ledger", "note::LEDGER"}) {
            try (MemoryHome copy = home.copy()) {
                copy.run(unbind(word));
                assertThat(copy.app("note").attachments()).as(word).isEmpty();
                copy.assertSound();
            }
        }
    }

    @Test
    void only_the_attachment_of_that_name() {
        home.attach("book", "note", "SECOND");
        home.run(unbind("ledger", "SECOND"));
        assertThat(home.vars("note")).containsExactly("LEDGERURL", "LEDGER_URL");
        home.run(unbind("ledger", "SECOND"));
        home.assertSound();
    }

    @Test
    void a_guest_is_forgotten_by_the_owner() {
        home.attach("book", "guest", null);
        home.attach("book", "guest", "SECOND");
        home.unbind("guest", "SECOND");
        home.assertSound();
        home.unbind("guest", "book");
        home.assertSound();
        assertThat(home.letsIn(home.url("note"))).isTrue();
    }

    @Test
    void retiring_credentials_go_as_well() {
        String first = home.url("note");
        home.run(at -> at.rotate().rotate(Requests.rotate("note", "ledger", "1h")));
        assertThat(home.letsIn(first)).isTrue();
        home.run(unbind("ledger"));
        assertThat(home.letsIn(first)).isFalse();
        home.assertSound();
    }

    @Test
    void an_attachment_of_another_service_is_not_meant() {
        Refused.as(Kind.CONFLICT, home, unbind("cache", "LEDGER"), "LEDGER of note is book, not 'cache'");
    }

    @Test
    void a_word_for_two_attachments_is_ambiguous() {
        home.unbind("note", "LEDGER");
        home.attach("book", "note", "ONE");
        home.attach("book", "note", "TWO");
        Refused.as(Kind.CONFLICT, home, unbind("book"), "attached to note as ONE and as TWO", "say ONE or TWO");
        Refused.as(Kind.CONFLICT, home, unbind("ledger"), "attached to note as ONE and as TWO");
    }

    @Test
    void a_word_that_means_nothing_is_refused() {
        Refused.as(Kind.NOT_FOUND, home, unbind("legder"), "no service called 'legder'", "did you mean ledger?");
        Refused.as(Kind.NOT_FOUND, home, unbind("ledger:huge"), "no plan called 'huge'");
        Refused.as(Kind.NOT_FOUND, home, at -> at.unbind().unbind(new AppName("nope"), "ledger", null), "no app");
    }

    @Test
    void detaching_what_is_not_attached_is_refused() {
        home.run(at -> at.unbind().detach(NOTE, "LEDGER"));
        Refused.as(
                Kind.NOT_FOUND,
                home,
                at -> at.unbind().detach(NOTE, "LEDGER"),
                "'LEDGER' is not attached to note",
                "vektra addons -a note");
    }

    @Test
    void a_server_that_is_down_is_started_and_one_that_hangs_is_not_waited_for() {
        home.world().hang("ledger");
        Refused.as(Kind.UNAVAILABLE, home, unbind("ledger"), "does not answer");
        home.world().kill("ledger");
        home.run(unbind("ledger"));
        home.assertSound();
    }

    @Test
    void what_could_not_be_revoked_is_revoked_by_the_next_command() {
        String url = home.url("note");
        home.world().failAt(1);
        Refused.failing(
                Kind.UNAVAILABLE, home, unbind("ledger"), "the change is done, but not cleaned up yet", "tries again");
        home.run(unbind("ledger"));
        home.bind("note", "ledger");
        assertThat(home.letsIn(url)).isFalse();
        home.assertSound();
    }

    @Test
    void a_dry_run_names_the_steps() {
        assertThat(home.dryRun(unbind("ledger")))
                .containsExactly(
                        "unset LEDGERURL, LEDGER_URL of note",
                        "record a release of note, v3: Detach LEDGER (@ref:book)",
                        "revoke the credentials of LEDGER of note");
    }

    @TestFactory
    Stream<DynamicTest> cut_off_anywhere() {
        return Sweep.of(home.copy(), unbind("ledger"));
    }

    @TestFactory
    Stream<DynamicTest> a_guest_cut_off_anywhere() {
        home.create("owner", "ledger", "theirs", null);
        home.attach("theirs", "note", "THEIRS");
        return Sweep.of(home.copy(), unbind("theirs"), Kind.NOT_FOUND);
    }

    @TestFactory
    Stream<DynamicTest> with_retiring_credentials_cut_off_anywhere() {
        home.run(at -> at.rotate().rotate(Requests.rotate("note", "ledger", "1h")));
        return Sweep.of(home.copy(), unbind("ledger"));
    }

    @TestFactory
    Stream<DynamicTest> a_service_without_users_cut_off_anywhere() {
        home.bind("note", "cache");
        return Sweep.of(home.copy(), unbind("cache"));
    }
}
