package vektra.store.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vektra.store.Things.MYAPP;
import static vektra.store.Things.alone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.Audited;
import vektra.model.Failpoint;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.text.VektraException;
import vektra.spi.Locks.Name;
import vektra.spi.Store.Session;
import vektra.spi.Store.Write;
import vektra.store.Child;
import vektra.store.Home;
import vektra.store.Things;

/** The files of the audit: a line is there if and only if its change is, once. */
class AuditLogTest {
    private static final AppName OTHER = new AppName("other");
    private static final String OLD =
            "{\"schema\":1,\"time\":\"2026-01-01T00:00:00Z\",\"user\":\"me\",\"command\":\"old\","
                    + "\"apps\":[],\"services\":[],\"addons\":[],\"change\":\"old\"}\n";

    @TempDir
    Path folder;

    private static void commit(Home home, String command) {
        try (Session session = home.open(alone(MYAPP))) {
            App app = home.store.read().app(MYAPP).orElse(Things.app("myapp"));
            session.commit(command, List.of(new Write.PutApp(Things.with(app, "LAST", command), null)), List.of());
        }
    }

    /** Leaves room for so many bytes in the file. */
    private static void fill(Home home, int room) throws IOException {
        Files.createDirectories(home.folder);
        StringBuilder lines = new StringBuilder(OLD);
        lines.append(" ".repeat((int) AuditLog.FULL - room - OLD.length() - 1)).append('\n');
        Files.writeString(home.path("audit.jsonl"), lines);
    }

    private static List<String> names(Home home) {
        return home.files("").stream().filter(name -> name.startsWith("audit")).toList();
    }

    /** The commands of all lines, the oldest first, but for those of {@link #fill}. */
    private static List<String> commands(Home home) {
        List<String> commands = new ArrayList<>(home.store.audit(new Audited.Wanted(null, null, null, 1000)).stream()
                .map(Audited::command)
                .filter(command -> !command.equals("old"))
                .toList());
        java.util.Collections.reverse(commands);
        return commands;
    }

    @Test
    void a_file_that_is_full_gets_the_name_of_that_moment_and_is_read_on() throws Exception {
        Home home = new Home(folder.resolve("full"));
        fill(home, 400);
        for (String command : List.of("one", "two", "three", "four")) {
            commit(home, command);
        }
        assertThat(names(home)).containsExactly("audit-20260131T120000000Z.jsonl", "audit.jsonl");
        assertThat(Files.size(home.path("audit-20260131T120000000Z.jsonl"))).isLessThanOrEqualTo(AuditLog.FULL);
        assertThat(commands(home)).containsExactly("one", "two", "three", "four");
        // the clock stands still: the next name comes after all the same
        fill(home, 0);
        commit(home, "five");
        assertThat(names(home))
                .containsExactly("audit-20260131T120000000Z.jsonl", "audit-20260131T120000001Z.jsonl", "audit.jsonl");
        assertThat(Files.getPosixFilePermissions(home.path("audit.jsonl"))).hasSize(2);
    }

    @Test
    void a_crash_at_any_instant_of_a_rotation_loses_no_line_and_doubles_none() throws Exception {
        boolean died = true;
        for (int point = 1; died; point++) {
            Home home = new Home(folder.resolve("crash-" + point));
            fill(home, 0);
            died = false;
            Failpoint.crashAt(point);
            try {
                commit(home, "change");
            } catch (Failpoint.Crash crash) {
                died = true;
            } finally {
                Failpoint.crashAt(0);
            }
            home.open(alone(MYAPP)).close();
            home.open(alone(MYAPP)).close();
            boolean made = home.store.read().app(MYAPP).isPresent();
            assertThat(commands(home)).as("point " + point).isEqualTo(made ? List.of("change") : List.of());
            assertThat(home.files("journal")).isEmpty();
            assertThat(point).isLessThan(30);
            Files.delete(home.path(names(home).get(0)));
        }
    }

    @Test
    void a_line_written_before_the_rotation_is_not_written_again_after_it() throws Exception {
        Home home = new Home(folder.resolve("again"));
        int point = 0;
        do {
            Failpoint.crashAt(++point);
            try {
                commit(home, "change");
            } catch (Failpoint.Crash crash) {
                assertThat(crash).hasMessageContaining("failpoint");
            } finally {
                Failpoint.crashAt(0);
            }
        } while (!Files.exists(home.path("audit.jsonl")));
        assertThat(home.files("journal")).hasSize(1);
        Files.move(home.path("audit.jsonl"), home.path("audit-20260131T115900000Z.jsonl"));
        home.open(alone(MYAPP)).close();
        assertThat(commands(home)).containsExactly("change");
        assertThat(home.files("journal")).isEmpty();
    }

    @Test
    void a_line_that_was_cut_off_is_passed_over_and_goes_with_the_next() throws Exception {
        Home home = new Home(folder.resolve("torn"));
        commit(home, "one");
        Files.writeString(home.path("audit.jsonl"), "{\"schema\":1,\"ti", StandardOpenOption.APPEND);
        assertThat(commands(home)).containsExactly("one");
        commit(home, "two");
        assertThat(commands(home)).containsExactly("one", "two");
        assertThat(home.text("audit.jsonl").lines()).hasSize(2);
        Files.write(home.path("audit.jsonl"), new byte[] {(byte) 0xff, '{', '\n'}, StandardOpenOption.APPEND);
        commit(home, "three");
        assertThat(commands(home)).containsExactly("one", "two", "three");
    }

    @Test
    void a_change_whose_line_finds_no_room_stands_and_its_line_follows() throws Exception {
        Home home = new Home(folder.resolve("unwritable"));
        Files.createDirectories(home.folder);
        Files.createSymbolicLink(home.path("audit.jsonl"), Path.of("/dev/full"));
        commit(home, "one");
        commit(home, "two");
        assertThat(home.store.read().app(MYAPP).orElseThrow().config()).containsEntry("LAST", "two");
        assertThat(home.reported.warned)
                .isNotEmpty()
                .allMatch(warning -> warning.startsWith("the audit does not name this"));
        assertThat(home.files("journal")).hasSize(2).allMatch(name -> name.endsWith(".finish"));
        Files.delete(home.path("audit.jsonl"));
        commit(home, "three");
        assertThat(commands(home)).containsExactlyInAnyOrder("one", "two", "three");
        assertThat(home.store.read().app(MYAPP).orElseThrow().config()).containsEntry("LAST", "three");
        assertThat(home.files("journal")).isEmpty();
    }

    @Test
    void steps_that_follow_a_commit_run_although_its_line_finds_no_room() throws Exception {
        Home home = new Home(folder.resolve("steps"));
        Files.createDirectories(home.path("audit.jsonl"));
        List<Object> ran = new ArrayList<>();
        try (Session session = home.store.open(List.of(alone(MYAPP)), ran::add)) {
            session.commit("one", List.of(new Write.PutApp(Things.app("myapp"), null)), List.of(Child.FINISH_FIRST));
        }
        assertThat(ran).containsExactly(Child.FINISH_FIRST);
        Files.delete(home.path("audit.jsonl"));
        home.store.open(List.of(alone(MYAPP)), ran::add).close();
        assertThat(ran).as("done, hence not done again").hasSize(1);
        assertThat(commands(home)).containsExactly("one");
    }

    @Test
    void two_processes_share_a_file_that_becomes_full() throws Exception {
        Home home = new Home(folder.resolve("two"));
        fill(home, 5000);
        App app = Things.with(Things.app("myapp"), "COUNT", "0");
        home.commit(List.of(alone(MYAPP)), new Write.PutApp(app, Things.release(2, app.config())));
        List<Process> children = List.of(
                Child.start("count", home.folder.toString(), "30"), Child.start("count", home.folder.toString(), "30"));
        for (Process child : children) {
            assertThat(child.waitFor()).isZero();
        }
        assertThat(names(home)).hasSize(2);
        List<Audited> lines = home.store.audit(new Audited.Wanted(MYAPP, null, null, 1000));
        assertThat(lines).hasSize(61);
        assertThat(lines).extracting(Audited::change).doesNotHaveDuplicates();
        assertThat(home.store.read().app(MYAPP).orElseThrow().config()).isEqualTo(Map.of("COUNT", "60"));
    }

    @Test
    void lines_are_found_by_app_by_time_and_page_by_page() throws Exception {
        Home home = new Home(folder.resolve("pages"));
        fill(home, 900);
        for (int i = 0; i < 7; i++) {
            commit(home, "change-" + i);
            home.commit(List.of(alone(OTHER)), new Write.PutApp(Things.app("other"), null));
        }
        assertThat(names(home)).hasSize(2);
        List<Audited> all = home.store.audit(new Audited.Wanted(null, null, null, 1000));
        assertThat(all).hasSize(15);
        List<Audited> paged = new ArrayList<>(home.store.audit(new Audited.Wanted(null, null, null, 4)));
        List<Audited> page;
        do {
            page = home.store.audit(
                    new Audited.Wanted(null, null, paged.get(paged.size() - 1).change(), 4));
            paged.addAll(page);
        } while (page.size() == 4);
        assertThat(paged).isEqualTo(all);
        assertThat(home.store.audit(new Audited.Wanted(MYAPP, null, null, 3)))
                .extracting(Audited::command)
                .containsExactly("change-6", "change-5", "change-4");
        assertThat(home.store.audit(new Audited.Wanted(null, Things.NOON, null, 1000)))
                .hasSize(14);
        assertThat(home.store.audit(new Audited.Wanted(null, Things.NOON.plusSeconds(1), null, 1000)))
                .isEmpty();
        assertThatThrownBy(() -> home.store.audit(new Audited.Wanted(null, null, "none", 4)))
                .isInstanceOf(VektraException.class)
                .hasMessageContaining("no change none");
    }

    @Test
    void a_home_without_an_audit_has_no_lines() {
        Home home = new Home(folder.resolve("none"));
        assertThat(home.store.audit(new Audited.Wanted(null, null, null, 10))).isEmpty();
        home.open(Name.TOKENS).close();
        assertThat(commands(home)).isEmpty();
    }
}
