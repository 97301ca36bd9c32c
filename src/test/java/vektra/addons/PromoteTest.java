package vektra.addons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.model.name.AppName;
import vektra.model.text.Kind;

class PromoteTest {
    private static final AppName NOTE = new AppName("note");
    private final MemoryHome home = MemoryHome.enabled();

    PromoteTest() {
        home.create("note", "ledger", "one", null);
        home.create("note", "ledger", "two", "SECOND");
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static MemoryHome.Verb promote(String what) {
        return at -> at.promote().promote(NOTE, what);
    }

    @Test
    void the_usual_names_lead_to_the_other_and_the_first_keeps_one_with_a_color() {
        home.write(home.config("note").get("SECOND_URL"), "key", "of two");
        home.run(promote("SECOND"));
        assertThat(home.read(home.url("note"), "key")).isEqualTo("of two");
        assertThat(home.app("note").attachments()).hasSize(3);
        assertThat(home.app("note")
                        .attachmentsOf(home.attachment("note", "LEDGER").addon()))
                .hasSize(2);
        assertThat(home.app("note").release()).isEqualTo(4);
        home.assertSound();
    }

    @Test
    void again_changes_nothing() {
        home.run(promote("two"));
        String before = home.shape();
        home.run(promote("SECOND"));
        assertThat(home.open().promote().promote(NOTE, "LEDGER").already()).isTrue();
        assertThat(home.shape()).isEqualTo(before);
    }

    @Test
    void a_first_that_has_another_name_as_well_gives_the_usual_one_up() {
        home.attach("one", "note", "FIRST");
        String old = home.url("note");
        home.run(promote("SECOND"));
        assertThat(home.letsIn(old)).isFalse();
        assertThat(home.app("note").attachments())
                .extracting(attachment -> attachment.name().value())
                .containsExactlyInAnyOrder("LEDGER", "SECOND", "FIRST");
        home.assertSound();
    }

    @Test
    void without_a_first_it_is_one_more_attachment() {
        home.unbind("note", "LEDGER");
        home.run(promote("two"));
        assertThat(home.vars("note")).containsExactly("LEDGERURL", "LEDGER_URL", "SECOND_URL");
        home.assertSound();
    }

    @Test
    void another_app_s_add_on_can_be_promoted() {
        home.create("other", "ledger", "theirs", null);
        home.attach("theirs", "note", "BORROWED");
        home.run(promote("BORROWED"));
        assertThat(home.attachment("note", "LEDGER").addon().value()).isEqualTo("theirs");
        home.assertSound();
    }

    @Test
    void what_is_not_attached_is_refused() {
        home.create("other", "ledger", "theirs", null);
        Refused.as(
                Kind.NOT_FOUND, home, promote("theirs"), "'theirs' is not attached to note", "vektra addons -a note");
        Refused.as(Kind.NOT_FOUND, home, promote("THIRD"), "'THIRD' is not attached to note");
        Refused.as(Kind.NOT_FOUND, home, at -> at.promote().promote(new AppName("nope"), "LEDGER"), "no app called");
    }

    @Test
    void an_own_variable_of_the_usual_name_is_not_replaced() {
        home.unbind("note", "LEDGER");
        home.set("note", "LEDGER_URL", "mine");
        Refused.as(
                Kind.CONFLICT,
                home,
                promote("SECOND"),
                "LEDGER_URL of note is already set by you",
                "vektra config:unset LEDGER_URL -a note");
    }

    @Test
    void a_dry_run_names_the_steps() {
        assertThat(home.dryRun(promote("SECOND")))
                .hasSize(3)
                .contains(
                        "create credentials for LEDGER of note",
                        "record a release of note, v4: Attach LEDGER (@ref:two)");
    }

    @TestFactory
    Stream<DynamicTest> cut_off_anywhere() {
        return Sweep.of(home.copy(), promote("SECOND"));
    }

    @TestFactory
    Stream<DynamicTest> in_the_place_of_one_with_two_names_cut_off_anywhere() {
        home.attach("one", "note", "FIRST");
        return Sweep.of(home.copy(), promote("SECOND"));
    }

    @TestFactory
    Stream<DynamicTest> in_the_place_of_another_app_s_cut_off_anywhere() {
        home.create("other", "ledger", "theirs", null);
        home.unbind("note", "LEDGER");
        home.attach("theirs", "note", "LEDGER");
        home.attach("theirs", "note", "THEIRS");
        return Sweep.of(home.copy(), promote("SECOND"));
    }
}
