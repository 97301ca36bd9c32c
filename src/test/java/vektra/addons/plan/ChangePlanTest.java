package vektra.addons.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
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
import vektra.model.name.ServiceName;
import vektra.model.name.Tag;
import vektra.model.text.Kind;

class ChangePlanTest {
    private final MemoryHome home = MemoryHome.enabled();

    ChangePlanTest() {
        home.create("note", "ledger", "book", null);
        home.attach("book", "guest", null);
        home.write(home.url("note"), "a", "1");
        home.write(home.url("note"), "b", "2");
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static MemoryHome.Verb change(String plan) {
        return at -> at.upgrade().change("book", null, plan);
    }

    private static MemoryHome.Verb undo() {
        return at -> at.upgrade().undo("book", null, null);
    }

    private static MemoryHome.Verb undoTo(String plan) {
        return at -> at.upgrade().undo("book", null, plan);
    }

    private static MemoryHome.Verb forget() {
        return at -> at.upgrade().forget("book", null, MemoryHome.YES);
    }

    @Test
    void data_moves_and_every_app_gets_new_variables() {
        String old = home.url("note");
        home.run(change("dedicated"));
        assertThat(home.read(home.url("note"), "a")).isEqualTo("1");
        assertThat(home.read(home.url("guest"), "b")).isEqualTo("2");
        assertThat(home.letsIn(old)).isFalse();
        assertThat(home.addon("note").former().plan()).isEqualTo("shared");
        assertThat(home.app("guest").release()).isEqualTo(3);
        home.assertSound();
    }

    @Test
    void to_the_plan_it_has_changes_nothing() {
        String before = home.shape();
        home.run(change("shared"));
        assertThat(home.shape()).isEqualTo(before);
    }

    @Test
    void back_to_the_shared_server_once_the_old_data_are_gone() {
        home.run(change("dedicated"));
        home.run(forget());
        home.assertSound();
        home.run(change("shared"));
        assertThat(home.read(home.url("note"), "a")).isEqualTo("1");
        assertThat(home.world().states()).containsEntry("book", "stopped");
        home.assertSound();
        home.run(forget());
        assertThat(home.world().states()).doesNotContainKey("book");
        home.assertSound();
    }

    @Test
    void of_the_copies_the_newest_is_kept() {
        home.run(change("dedicated"));
        home.write(home.url("note"), "a", "3");
        home.run(change("private"));
        assertThat(home.addon("note").former().plan()).isEqualTo("dedicated");
        assertThat(home.world().places()).hasSize(2);
        home.assertSound();
        home.write(home.url("note"), "a", "4");
        home.run(change("shared"));
        assertThat(home.addon("note").former().plan()).isEqualTo("private");
        assertThat(home.read(home.url("note"), "a")).isEqualTo("4");
        assertThat(home.world().places()).hasSize(2);
        home.assertSound();
    }

    @Test
    void back_to_the_shared_server_while_its_old_data_are_kept_there() {
        home.run(change("dedicated"));
        home.write(home.url("guest"), "a", "3");
        home.run(change("shared"));
        assertThat(home.read(home.url("note"), "a")).isEqualTo("3");
        assertThat(home.addon("note").former().plan()).isEqualTo("dedicated");
        assertThat(home.world().places()).hasSize(2);
        home.assertSound();
        home.run(undo());
        assertThat(home.addon("note").plan()).isEqualTo("dedicated");
        home.run(change("shared"));
        assertThat(home.read(home.url("note"), "a")).isEqualTo("3");
        home.assertSound();
    }

    @Test
    void undone_it_has_the_data_of_the_copy_and_keeps_the_others() {
        home.run(change("dedicated"));
        String dedicated = home.url("note");
        home.write(dedicated, "a", "3");
        home.attach("book", "late", null);
        home.unbind("guest", "book");
        home.run(undo());
        assertThat(home.addon("note").plan()).isEqualTo("shared");
        assertThat(home.read(home.url("note"), "a")).isEqualTo("1");
        assertThat(home.read(home.url("late"), "b")).isEqualTo("2");
        assertThat(home.letsIn(dedicated)).isFalse();
        assertThat(home.addon("note").former().plan()).isEqualTo("dedicated");
        assertThat(home.world().states()).containsEntry("book", "stopped");
        home.assertSound();
        home.run(undo());
        assertThat(home.read(home.url("late"), "a")).isEqualTo("3");
        home.assertSound();
    }

    @Test
    void backups_stay_with_the_add_on_wherever_it_is() {
        home.run(at -> at.actions().run("book", null, "backup", Map.of(), MemoryHome.YES));
        home.run(change("dedicated"));
        home.run(change("shared"));
        home.write(home.url("note"), "a", "3");
        home.run(at -> at.actions().run("book", null, "restore", Map.of("backup", "1"), MemoryHome.YES));
        assertThat(home.read(home.url("note"), "a")).isEqualTo("1");
        home.assertSound();
    }

    @Test
    void nothing_kept_is_nothing_to_go_back_to() {
        Refused.as(Kind.CONFLICT, home, undo(), "book has no previous copy");
        home.run(change("dedicated"));
        Refused.as(Kind.CONFLICT, home, undoTo("private"), "the previous copy of book is of ledger:shared");
        String before = home.shape();
        home.run(undoTo("dedicated"));
        assertThat(home.shape()).isEqualTo(before);
    }

    @Test
    void the_old_data_go_after_a_day() {
        home.run(change("dedicated"));
        home.later(Duration.ofHours(23));
        home.run(at -> at.apps().list());
        assertThat(home.world().places()).hasSize(2);
        home.later(Duration.ofHours(2));
        home.run(at -> at.home().reap().all(MemoryHome.YES));
        assertThat(home.world().places()).hasSize(1);
        home.assertSound();
    }

    @Test
    void one_without_an_app_moves_too() {
        home.unbind("guest", "book");
        home.destroyApp("note");
        home.run(change("dedicated"));
        home.assertSound();
    }

    @Test
    void nothing_kept_is_nothing_to_forget() {
        Refused.as(Kind.CONFLICT, home, forget(), "book has no previous copy");
    }

    @Test
    void what_cannot_be_carried_is_refused_before_anything_is_touched() {
        home.write(home.url("note"), "stuck", "x");
        Refused.as(Kind.CONFLICT, home, change("dedicated"), "the key stuck cannot be carried", "delete it first");
        assertThat(home.letsIn(home.url("note"))).isTrue();
    }

    @Test
    void refusals() {
        Refused.as(Kind.NOT_FOUND, home, change("huge"), "no plan called 'huge' for ledger");
        Refused.as(Kind.NOT_FOUND, home, at -> at.upgrade().change("nook", null, "dedicated"), "no add-on");
        home.run(at -> at.spaces().tagPlan(new ServiceName("ledger"), "dedicated", List.of(new Tag("pci")), List.of()));
        Refused.as(Kind.CONFLICT, home, change("dedicated"), "ledger:dedicated is only for spaces with the tag pci");
        home.create("note", "ledger", "two", "TWO");
        home.world().hang("ledger");
        Refused.as(Kind.UNAVAILABLE, home, at -> at.upgrade().change("two", null, "private"), "does not answer");
    }

    @Test
    void a_plan_for_one_app_is_only_for_one() {
        // what two apps share already stays shared; that is said where it is attached
        home.unbind("guest", "book");
        home.run(change("private"));
        Refused.as(Kind.CONFLICT, home, at -> at.attach().attach(Requests.attach("book", "guest", null)), "be shared");
        home.assertSound();
    }

    @Test
    void a_dry_run_names_the_steps() {
        assertThat(home.dryRun(change("dedicated")))
                .contains("start the server book", "lock the users of book out", "copy the data of book (to book)")
                .anyMatch(step -> step.startsWith("create the server book"))
                .contains(
                        "record a release of note, v3: Change plan of book to ledger:dedicated",
                        "record a release of guest, v3: Change plan of book to ledger:dedicated");
    }

    @TestFactory
    Stream<DynamicTest> to_an_own_server_cut_off_anywhere() {
        return Sweep.of(home.copy(), change("dedicated"));
    }

    @TestFactory
    Stream<DynamicTest> to_the_shared_server_cut_off_anywhere() {
        home.run(change("dedicated"));
        home.run(forget());
        // the server that is not needed any more is stopped after the change
        return Sweep.inParts(home.copy(), change("shared"));
    }

    @TestFactory
    Stream<DynamicTest> once_more_while_a_copy_is_kept_cut_off_anywhere() {
        home.run(change("dedicated"));
        return Sweep.inParts(home.copy(), change("shared"));
    }

    @TestFactory
    Stream<DynamicTest> from_one_own_server_to_another_cut_off_anywhere() {
        home.run(change("dedicated"));
        return Sweep.inParts(home.copy(), change("private"));
    }

    @TestFactory
    Stream<DynamicTest> going_back_cut_off_anywhere() {
        home.run(change("dedicated"));
        home.unbind("guest", "book");
        return Sweep.inParts(home.copy(), undoTo("shared"));
    }

    @TestFactory
    Stream<DynamicTest> going_forward_again_cut_off_anywhere() {
        home.run(change("dedicated"));
        home.run(undo());
        return Sweep.inParts(home.copy(), undoTo("dedicated"));
    }

    @TestFactory
    Stream<DynamicTest> forgetting_the_old_data_cut_off_anywhere() {
        home.run(change("dedicated"));
        return Sweep.of(home.copy(), forget(), Kind.CONFLICT);
    }
}
