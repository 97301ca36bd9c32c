package vektra.addons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.model.name.AddonName;
import vektra.model.text.Kind;

class RenameTest {
    private final MemoryHome home = MemoryHome.enabled();

    RenameTest() {
        home.create("note", "ledger", "book", null);
        home.attach("book", "guest", null);
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static MemoryHome.Verb rename(String from, String to) {
        return at -> at.rename().rename(from, null, new AddonName(to));
    }

    @Test
    void every_app_gets_a_release_and_keeps_its_variables() {
        String url = home.url("note");
        home.run(rename("book", "tome"));
        assertThat(home.addon("note").name().value()).isEqualTo("tome");
        assertThat(home.url("note")).isEqualTo(url);
        assertThat(home.attachment("guest", "LEDGER").addon().value()).isEqualTo("tome");
        assertThat(home.app("note").release()).isEqualTo(3);
        assertThat(home.app("guest").release()).isEqualTo(3);
        home.assertSound();
    }

    @Test
    void to_the_name_it_has_changes_nothing() {
        String before = home.shape();
        home.run(rename("book", "book"));
        assertThat(home.shape()).isEqualTo(before);
    }

    @Test
    void one_without_an_app_is_renamed() {
        home.unbind("guest", "book");
        home.destroyApp("note");
        home.run(rename("book", "tome"));
        home.assertSound();
        assertThat(home.doors().store().read().addonNames()).containsExactly(new AddonName("tome"));
    }

    @Test
    void the_first_name_of_a_server_is_free_for_another() {
        home.create("note", "ledger:dedicated", "big", "BIG");
        home.run(rename("big", "great"));
        home.create("note", "ledger:dedicated", "big", "NEXT");
        assertThat(home.world().states()).containsOnlyKeys("ledger", "cache", "big", "big-2");
        home.assertSound();
    }

    @Test
    void a_lease_and_retiring_credentials_end_under_the_new_name() {
        home.run(at -> at.bind().bind(Requests.lease("note", "ledger", "2h")));
        home.run(at -> at.rotate().rotate(Requests.rotate("guest", "book", "1h")));
        home.run(rename("book", "tome"));
        home.assertSound();
    }

    @Test
    void a_name_that_is_taken_or_an_add_on_that_is_not_there_is_refused() {
        home.create("other", "ledger", "tome", null);
        Refused.as(Kind.CONFLICT, home, rename("book", "tome"), "an add-on called tome already exists", "another name");
        Refused.as(Kind.NOT_FOUND, home, rename("nook", "tome"), "no add-on 'nook'");
    }

    @Test
    void a_dry_run_names_the_steps() {
        assertThat(home.dryRun(rename("book", "tome")))
                .contains(
                        "record a release of note, v3: Rename book to tome",
                        "record a release of guest, v3: Rename book to tome",
                        "free the name book",
                        "reserve the name tome (for an add-on of note)");
    }

    @TestFactory
    Stream<DynamicTest> cut_off_anywhere() {
        return Sweep.of(home.copy(), rename("book", "tome"), Kind.NOT_FOUND);
    }

    @TestFactory
    Stream<DynamicTest> of_no_app_cut_off_anywhere() {
        home.unbind("guest", "book");
        home.destroyApp("note");
        return Sweep.of(home.copy(), rename("book", "tome"), Kind.NOT_FOUND);
    }

    @TestFactory
    Stream<DynamicTest> with_a_lease_cut_off_anywhere() {
        home.run(at -> at.bind().bind(Requests.lease("note", "ledger", "2h")));
        return Sweep.of(home.copy(), rename("book", "tome"), Kind.NOT_FOUND);
    }
}
