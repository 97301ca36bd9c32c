package vektra.addons.destroy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.addons.MemoryHome;
import vektra.addons.Refused;
import vektra.addons.Requests;
import vektra.addons.Sweep;
import vektra.addons.core.Confirmation;
import vektra.model.addon.KeptBackups;
import vektra.model.name.AppName;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

class DestroyTest {
    private final MemoryHome home = MemoryHome.enabled();

    DestroyTest() {
        home.create("note", "ledger", "book", null);
        home.write(home.url("note"), "key", "value");
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static MemoryHome.Verb destroy(String what, @Nullable String app, boolean force) {
        return at -> at.destroy().destroy(what, app == null ? null : new AppName(app), force, MemoryHome.YES);
    }

    private static void backUp(MemoryHome home, String addon) {
        home.run(at -> at.actions().run(addon, null, "backup", Map.of(), MemoryHome.YES));
    }

    @Test
    void data_credentials_variables_and_name_are_gone() {
        String url = home.url("note");
        home.run(destroy("ledger", "note", false));
        assertThat(home.world().places()).isEmpty();
        assertThat(home.letsIn(url)).isFalse();
        assertThat(home.vars("note")).isEmpty();
        assertThat(home.doors().store().read().addonNames()).isEmpty();
        home.assertSound();
    }

    @Test
    void its_own_server_goes_with_it() {
        home.create("note", "ledger:dedicated", "big", "BIG");
        home.run(destroy("big", null, false));
        assertThat(home.world().states()).containsOnlyKeys("ledger", "cache");
        home.assertSound();
    }

    private static MemoryHome.Verb destroyWithBackups() {
        return at -> at.destroy().destroy("book", null, false, true, MemoryHome.YES);
    }

    @Test
    void its_backups_are_kept_for_thirty_days() {
        backUp(home, "book");
        home.run(destroy("book", null, false));
        KeptBackups kept = home.doors().shelf().retired(Instant.MAX).get(0);
        assertThat(kept.until()).isEqualTo(home.now().plus(Duration.ofDays(30)));
        assertThat(kept.of().name()).hasToString("book");
        assertThat(kept.of().app()).hasToString("note");
        assertThat(home.doors().shelf().list(kept.of().id())).hasSize(1);
        home.assertSound();
    }

    @Test
    void one_without_backups_leaves_nothing_on_the_shelf() {
        home.run(destroy("book", null, false));
        assertThat(home.files().keySet()).noneMatch(file -> file.startsWith("backups/"));
    }

    @Test
    void its_backups_go_with_it_where_that_is_said_and_confirmed() {
        backUp(home, "book");
        List<String> asked = new ArrayList<>();
        home.run(at -> at.destroy().destroy("book", null, false, true, (danger, accepted) -> asked.add(danger)));
        assertThat(asked.get(0)).contains("its 1 backup").doesNotContain("kept");
        assertThat(home.files().keySet()).noneMatch(file -> file.startsWith("backups/"));
        home.assertSound();
    }

    @Test
    void the_confirmation_says_what_is_lost_and_who_else_has_it() {
        home.attach("book", "guest", null);
        backUp(home, "book");
        List<String> asked = new ArrayList<>();
        Confirmation no = (danger, accepted) -> {
            asked.add(danger);
            asked.addAll(accepted);
            throw VektraException.conflict("not confirmed", null);
        };
        Refused.as(
                Kind.CONFLICT,
                home,
                at -> at.destroy().destroy("book", new AppName("note"), true, no),
                "not confirmed");
        assertThat(asked.get(0))
                .contains("book and its data (11 bytes)", "its 1 backup", "is kept until", "attached to guest as well");
        assertThat(asked.subList(1, 3)).containsExactly("note", "book");
    }

    @Test
    void what_others_have_attached_goes_only_by_force() {
        home.attach("book", "guest", null);
        Refused.as(
                Kind.CONFLICT,
                home,
                destroy("book", null, false),
                "book is attached to guest as well",
                "--force --confirm note");
        home.run(destroy("book", null, true));
        assertThat(home.vars("guest")).isEmpty();
        home.assertSound();
    }

    @Test
    void what_belongs_to_another_app_is_refused() {
        home.attach("book", "guest", null);
        Refused.as(
                Kind.CONFLICT,
                home,
                destroy("ledger", "guest", true),
                "book belongs to note, not to guest",
                "vektra addons:detach book -a guest");
    }

    @Test
    void one_without_an_app_is_destroyed_by_its_name() {
        home.destroyApp("note");
        home.run(destroy("book", null, false));
        assertThat(home.world().places()).isEmpty();
        home.assertSound();
    }

    @Test
    void a_word_that_can_mean_two_is_ambiguous() {
        home.create("note", "ledger", "two", "SECOND");
        Refused.as(Kind.CONFLICT, home, destroy("ledger", "note", false), "can mean book or two", "name the add-on");
        home.create("note", "cache", "second", null);
        Refused.as(
                Kind.CONFLICT,
                home,
                destroy("second", "note", false),
                "'second' can mean second or two, attached as SECOND",
                "give its id");
    }

    @Test
    void what_is_not_there_is_refused() {
        Refused.as(Kind.NOT_FOUND, home, destroy("nook", null, false), "no add-on 'nook'", "vektra addons --all");
        Refused.as(Kind.NOT_FOUND, home, destroy("cache", "note", false), "no add-on 'cache' on note");
        home.run(destroy("book", null, false));
        Refused.as(Kind.NOT_FOUND, home, destroy("book", null, false), "no add-on 'book'");
    }

    @Test
    void one_that_is_not_made_yet_can_be_destroyed() {
        home.run(at ->
                at.create().create(Requests.impatient(Requests.create("note", "ledger:dedicated", "later", null))));
        home.run(destroy("later", null, false));
        assertThat(home.lookup().owned(new vektra.model.name.AddonName("later")))
                .isEmpty();
        home.assertSound();
    }

    @Test
    void a_server_that_hangs_keeps_everything_as_it_is() {
        home.world().hang("ledger");
        Refused.as(Kind.UNAVAILABLE, home, destroy("book", null, false), "does not answer");
    }

    @Test
    void a_dry_run_names_the_steps() {
        backUp(home, "book");
        assertThat(home.dryRun(destroy("book", null, false)))
                .containsExactly(
                        "unset LEDGERURL, LEDGER_URL of note",
                        "record a release of note, v3: Destroy book",
                        "free the name book",
                        "delete book and its data",
                        "keep the backups of book (1 backup, until 2026-03-31 12:00:00 UTC)");
        assertThat(home.dryRun(destroyWithBackups())).contains("delete the backups of book (1 backup)");
    }

    @TestFactory
    Stream<DynamicTest> with_its_backups_cut_off_anywhere() {
        backUp(home, "book");
        return Sweep.of(home.copy(), destroyWithBackups(), Kind.NOT_FOUND);
    }

    @TestFactory
    Stream<DynamicTest> cut_off_anywhere() {
        backUp(home, "book");
        return Sweep.of(home.copy(), destroy("book", "note", false), Kind.NOT_FOUND);
    }

    @TestFactory
    Stream<DynamicTest> with_its_own_server_cut_off_anywhere() {
        home.create("note", "ledger:dedicated", "big", "BIG");
        return Sweep.of(home.copy(), destroy("big", null, false), Kind.NOT_FOUND);
    }

    @TestFactory
    Stream<DynamicTest> with_guests_cut_off_anywhere() {
        home.attach("book", "guest", null);
        home.attach("book", "other", "THEIRS");
        return Sweep.of(home.copy(), destroy("book", null, true), Kind.NOT_FOUND);
    }

    @TestFactory
    Stream<DynamicTest> of_no_app_cut_off_anywhere() {
        home.destroyApp("note");
        return Sweep.of(home.copy(), destroy("book", null, false), Kind.NOT_FOUND);
    }
}
