package vektra.addons.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vektra.addons.MemoryHome;
import vektra.addons.Refused;
import vektra.addons.doctor.Doctor;
import vektra.addons.verbs.Doors;
import vektra.addons.verbs.Verbs;
import vektra.model.text.Kind;
import vektra.spi.Locks;
import vektra.spi.Store;

class MoveHomeTest {
    private static final int MORE_THAN_ANY_MOVE_HAS = 60;

    private final MemoryHome home = filled();

    private static MemoryHome filled() {
        MemoryHome home = MemoryHome.onFiles().withServices();
        home.bind("note", "ledger");
        home.create("solo", "ledger:dedicated", "big", null);
        home.write(home.url("note"), "page", "one");
        return home;
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void everything_is_there_afterwards_and_nothing_where_it_was() {
        Path from = home.path();
        Path to = from.resolveSibling("other");
        String before = home.shape();
        home.run(at -> at.moveHome().move(to));
        assertThat(from).doesNotExist();
        home.moved(to);
        assertThat(home.shape()).isEqualTo(before);
        assertThat(home.read(home.url("note"), "page")).isEqualTo("one");
        assertThat(to.resolve("moving")).doesNotExist();
        home.assertSound();
    }

    @Test
    void where_the_files_cannot_be_moved_the_servers_run_again() {
        Path to = home.path().resolveSibling("other");
        Doors doors = home.doors();
        List<Locks.Name> locks = List.of(Locks.Name.alone(Locks.Name.Kind.SERVER, "backups of another"));
        try (Store.Session other = doors.store().open(locks, step -> {})) {
            assertThat(other.appNames()).isNotEmpty();
            assertThatThrownBy(() -> new Verbs(doors).moveHome().move(to))
                    .hasMessageContaining("another command is changing");
        }
        assertThat(home.world().states().values()).containsOnly("running");
        assertThat(to).doesNotExist();
        home.assertSound();
    }

    @Test
    void a_place_that_is_taken_or_missing_or_inside_is_refused() throws Exception {
        Path taken = Files.createDirectories(home.path().resolveSibling("taken"));
        Files.writeString(taken.resolve("file"), "");
        Refused.as(Kind.CONFLICT, home, at -> at.moveHome().move(taken), "is there already");
        Refused.as(Kind.INVALID, home, at -> at.moveHome().move(taken.resolve("no/where")), "there is no folder");
        Refused.as(Kind.INVALID, home, at -> at.moveHome().move(home.path().resolve("deeper")), "is inside the home");
    }

    /** Else it would be deleted as what is left of that one. */
    @Test
    void a_home_cannot_move_to_where_another_one_was_about_to_go() {
        Path to = home.path().resolveSibling("other");
        MemoryHome.Verb move = at -> at.moveHome().move(to);
        int point = 1;
        while (!Files.exists(to)) {
            home.crashAt(point++, move);
        }
        try (MemoryHome another = filled()) {
            Refused.as(Kind.CONFLICT, another, move, "is there already");
        }
        // under its new name it is finished as well
        home.moved(to);
        home.run(move);
        home.assertSound();
    }

    @Test
    void cut_off_anywhere_it_is_whole_in_one_of_two_places_and_done_by_doing_it_again() {
        int point = 1;
        while (crashed(point)) {
            assertThat(++point).isLessThan(MORE_THAN_ANY_MOVE_HAS);
        }
        assertThat(point).as("points of the move").isGreaterThan(5);
    }

    private boolean crashed(int point) {
        try (MemoryHome moving = home.copy()) {
            Path from = moving.path();
            Path to = from.resolveSibling("other");
            Optional<String> died = moving.crashAt(point, at -> at.moveHome().move(to));
            if (died.isEmpty()) {
                return false;
            }
            boolean there = Files.exists(to.resolve("apps/note.json"));
            assertThat(Files.exists(from.resolve("apps/note.json")) || there)
                    .as("after " + died.get())
                    .isTrue();
            moving.run(at -> at.moveHome().move(to));
            assertThat(from).as("after " + died.get()).doesNotExist();
            moving.moved(to);
            moving.run(at -> at.home().doctor().visit(new Doctor.Request(null, true, null, null)));
            moving.assertSound();
            assertThat(moving.read(moving.url("note"), "page")).isEqualTo("one");
            return true;
        }
    }
}
