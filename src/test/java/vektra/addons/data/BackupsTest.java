package vektra.addons.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import vektra.addons.Sweep;
import vektra.addons.core.Confirmation;
import vektra.model.addon.ActionResult;
import vektra.model.name.ServiceName;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

class BackupsTest {
    private final MemoryHome home = MemoryHome.enabled();

    BackupsTest() {
        home.create("note", "ledger", "book", null);
        home.attach("book", "guest", null);
        home.write(home.url("note"), "key", "first");
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static MemoryHome.Verb act(String action, String... params) {
        Map<String, String> given = params.length == 0 ? Map.of() : Map.of(params[0], params[1]);
        return at -> at.actions().run("book", null, action, given, MemoryHome.YES);
    }

    private ActionResult listed() {
        return home.open()
                .actions()
                .run("book", null, "backups", Map.of(), MemoryHome.YES)
                .result();
    }

    private int backups() {
        return home.doors().shelf().list(home.addon("note").resource().id()).size();
    }

    @Test
    void a_backup_holds_what_was_there_and_leaves_nothing_on_the_server() {
        home.run(act("backup"));
        assertThat(backups()).isEqualTo(1);
        assertThat(home.world().places()).hasSize(1);
        assertThat(home.letsIn(home.url("note"))).isTrue();
        home.assertSound();
    }

    @Test
    void they_are_numbered_and_listed() {
        home.run(act("backup"));
        home.run(act("backup"));
        assertThat(listed().rows())
                .hasSize(2)
                .allSatisfy(row -> assertThat(row).containsKeys("backup", "started_at", "bytes", "holds"));
    }

    @Test
    void one_that_cannot_be_recorded_leaves_no_file() throws IOException {
        home.run(act("backup"));
        Path folder =
                home.open().data().upkeep().search().newest("book", null).file().getParent();
        // the name of the next note is taken by what cannot be read
        home.later(Duration.ofMinutes(1));
        Path note = folder.resolve("note-ledger-book-20260301T120100Z.json");
        Files.createDirectories(note.resolve("taken"));
        Refused.failing(Kind.UNAVAILABLE, home, act("backup"), note.toString());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "note-ledger-book-20260301T120000Z.json",
                            "note-ledger-book-20260301T120000Z.dump",
                            note.getFileName().toString());
        }
    }

    private void withOther() {
        home.create("shop", "ledger:dedicated", "other", null);
        home.write(home.url("shop"), "key", "second");
    }

    private static MemoryHome.Verb copy(String from, String to) {
        return at -> at.data()
                .backups()
                .copy(
                        at.inventory().find(from, null).addon(),
                        at.inventory().find(to, null).addon());
    }

    @Test
    void a_copy_replaces_what_another_add_on_holds() {
        withOther();
        home.run(copy("book", "other"));
        assertThat(home.read(home.url("shop"), "key")).isEqualTo("first");
        assertThat(home.read(home.url("note"), "key")).isEqualTo("first");
        assertThat(backups()).isEqualTo(1);
        home.assertSound();
    }

    @Test
    void a_copy_is_made_between_two_add_ons_of_one_service() {
        home.create("shop", "cache", "quick", null);
        Refused.as(Kind.INVALID, home, copy("book", "quick"), "book cannot be copied to quick");
        Refused.as(Kind.INVALID, home, copy("book", "book"), "book cannot be copied to book");
    }

    /** Done again it keeps one more backup, so that homes differ in that. */
    @Test
    void a_copy_cut_off_anywhere_is_whole_or_not_there_and_is_done_by_doing_it_again() {
        withOther();
        boolean over = false;
        int point = 0;
        while (!over) {
            try (MemoryHome cut = home.copy()) {
                String where = "cut off at point " + ++point;
                over = cut.crashAt(point, copy("book", "other")).isEmpty();
                cut.settle();
                assertThat(cut.read(cut.url("shop"), "key")).as(where).isIn("first", "second");
                cut.assertSound();
                cut.run(copy("book", "other"));
                assertThat(cut.read(cut.url("shop"), "key")).as(where).isEqualTo("first");
                cut.assertSound();
            }
        }
        assertThat(point).isGreaterThan(10);
    }

    @Test
    void none_yet_is_said() {
        assertThat(listed().message().toString()).isEqualTo("book has no backups");
    }

    @Test
    void a_restore_brings_back_what_was_there_then_for_all_its_apps() {
        home.run(act("backup"));
        home.write(home.url("note"), "key", "second");
        home.write(home.url("note"), "more", "x");
        home.run(act("backup"));
        home.run(act("restore", "backup", "1"));
        assertThat(home.read(home.url("guest"), "key")).isEqualTo("first");
        assertThat(home.read(home.url("note"), "more")).isNull();
        home.run(act("restore"));
        assertThat(home.read(home.url("note"), "key")).isEqualTo("second");
        home.assertSound();
    }

    @Test
    void a_number_that_is_not_there_is_refused() {
        Refused.as(Kind.NOT_FOUND, home, act("restore"), "book has no backup", "vektra addons:action book backups");
        home.run(act("backup"));
        Refused.as(Kind.NOT_FOUND, home, act("restore", "backup", "7"), "book has no backup 7");
        Refused.as(Kind.INVALID, home, act("restore", "backup", "last"), "'last' is not a value");
        Refused.as(Kind.INVALID, home, act("restore", "number", "1"), "has no parameter number", "known: backup");
    }

    @Test
    void a_damaged_backup_touches_nothing() throws IOException {
        home.run(act("backup"));
        home.write(home.url("note"), "key", "second");
        try (Stream<Path> files = Files.walk(home.path().resolve("backups"))) {
            for (Path dump : files.filter(file ->
                            Files.isRegularFile(file) && !file.toString().endsWith(".json"))
                    .toList()) {
                Files.writeString(dump, "half");
            }
        }
        Refused.as(Kind.UNAVAILABLE, home, act("restore"), "is damaged");
        assertThat(home.read(home.url("note"), "key")).isEqualTo("second");
        assertThat(home.world().places()).hasSize(1);
    }

    @Test
    void a_restore_needs_a_confirmation_and_a_backup_none() {
        Confirmation no = (danger, accepted) -> {
            throw VektraException.conflict(danger, String.join(" ", accepted));
        };
        home.run(at -> at.actions().run("book", null, "backup", Map.of(), no));
        Refused.as(
                Kind.CONFLICT,
                home,
                at -> at.actions().run("book", null, "restore", Map.of(), no),
                "this replaces or deletes data of book",
                "note book");
    }

    @Test
    void a_service_that_makes_none_says_what_it_can() {
        home.create("note", "cache", "side", null);
        Refused.as(
                Kind.NOT_FOUND,
                home,
                at -> at.actions().run("side", null, "backup", Map.of(), MemoryHome.YES),
                "cache has no action called 'backup'",
                "known: stats");
    }

    @Test
    void the_spare_that_a_backup_is_tried_in_is_replaced() {
        for (String action : List.of("backup", "restore")) {
            home.run(at -> at.services().spares().make(new ServiceName("ledger")));
            home.background().clear();
            home.run(act(action));
            assertThat(home.background()).as(action).containsExactly("addons:spares ledger");
        }
    }

    @Test
    void what_cannot_be_carried_is_refused() {
        home.write(home.url("note"), "stuck", "x");
        Refused.as(Kind.CONFLICT, home, act("backup"), "the key stuck cannot be carried");
    }

    @Test
    void a_dry_run_names_the_steps() {
        assertThat(home.dryRun(act("backup"))).anyMatch(step -> step.startsWith("back up book"));
        home.run(act("backup"));
        assertThat(home.dryRun(act("restore")))
                .anyMatch(step -> step.startsWith("load a backup into"))
                .anyMatch(step -> step.startsWith("replace the data of book"))
                .anyMatch(step -> step.startsWith("create a temporary add-on of note"))
                .contains("delete a temporary add-on of note and its data")
                .noneMatch(step -> step.contains("an add-on of"));
    }

    @TestFactory
    Stream<DynamicTest> a_backup_cut_off_anywhere() {
        return Sweep.of(home.copy(), act("backup"));
    }

    @Test
    void a_reset_empties_it_for_all_its_apps_and_keeps_credentials_and_backups() {
        home.run(act("backup"));
        String before = home.url("guest");
        home.run(act("reset"));
        assertThat(home.url("guest")).isEqualTo(before);
        assertThat(home.read(before, "key")).isNull();
        home.write(home.url("note"), "key", "second");
        assertThat(home.read(before, "key")).isEqualTo("second");
        assertThat(home.world().places()).hasSize(1);
        home.run(act("restore"));
        assertThat(home.read(before, "key")).isEqualTo("first");
        home.assertSound();
    }

    @Test
    void a_reset_needs_a_confirmation() {
        Confirmation no = (danger, accepted) -> {
            throw VektraException.conflict(danger, String.join(" ", accepted));
        };
        Refused.as(Kind.CONFLICT, home, at -> at.actions().run("book", null, "reset", Map.of(), no), "replaces or");
        assertThat(home.read(home.url("note"), "key")).isEqualTo("first");
    }

    @TestFactory
    Stream<DynamicTest> a_reset_cut_off_anywhere() {
        return Sweep.of(home.copy(), act("reset"));
    }

    @TestFactory
    Stream<DynamicTest> a_restore_cut_off_anywhere() {
        home.run(act("backup"));
        home.write(home.url("note"), "key", "second");
        return Sweep.of(home.copy(), act("restore"));
    }
}
