package vektra.addons;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.addons.apps.Apps;
import vektra.addons.apps.Spaces;
import vektra.addons.core.Reap;
import vektra.model.Kind;
import vektra.model.ServiceName;
import vektra.model.Tag;

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
        return at -> new ChangePlan(at).change("book", null, plan);
    }

    private static MemoryHome.Verb forget() {
        return at -> new ChangePlan(at).forget("book", null, MemoryHome.YES);
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
        Refused.as(
                Kind.CONFLICT,
                home,
                change("shared"),
                "the data that book had as ledger:shared are kept until",
                "--drop-old --confirm book");
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
    void the_old_data_go_after_a_day() {
        home.run(change("dedicated"));
        home.later(Duration.ofHours(23));
        home.run(at -> new Apps(at).list());
        assertThat(home.world().places()).hasSize(2);
        home.later(Duration.ofHours(2));
        home.run(at -> new Reap(at).all(MemoryHome.YES));
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
        Refused.as(Kind.NOT_FOUND, home, at -> new ChangePlan(at).change("nook", null, "dedicated"), "no add-on");
        home.run(at ->
                new Spaces(at).tagPlan(new ServiceName("ledger"), "dedicated", List.of(new Tag("pci")), List.of()));
        Refused.as(Kind.CONFLICT, home, change("dedicated"), "ledger:dedicated is only for spaces with the tag pci");
        home.create("note", "ledger", "two", "TWO");
        home.world().hang("ledger");
        Refused.as(Kind.UNAVAILABLE, home, at -> new ChangePlan(at).change("two", null, "private"), "does not answer");
    }

    @Test
    void a_plan_for_one_app_is_only_for_one() {
        // what two apps share already stays shared; that is said where it is attached
        home.unbind("guest", "book");
        home.run(change("private"));
        Refused.as(
                Kind.CONFLICT, home, at -> new Attach(at).attach(Requests.attach("book", "guest", null)), "be shared");
        home.assertSound();
    }

    @Test
    void a_dry_run_names_the_steps() {
        assertThat(home.rehearsed(change("dedicated")))
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
    Stream<DynamicTest> forgetting_the_old_data_cut_off_anywhere() {
        home.run(change("dedicated"));
        return Sweep.of(home.copy(), forget(), Kind.CONFLICT);
    }
}
