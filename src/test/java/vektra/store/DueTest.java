package vektra.store;

import static org.assertj.core.api.Assertions.assertThat;
import static vektra.store.Things.CURVED;
import static vektra.store.Things.MYAPP;
import static vektra.store.Things.NOON;
import static vektra.store.Things.alone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.addon.Addon;
import vektra.model.addon.Retiring;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.spi.Agenda.Due;
import vektra.spi.Store.Write;

class DueTest {
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final Due LEASE = new Due(NOON, CURVED);
    private static final Due OLD_LOGIN = new Due(LATER, CURVED);

    @TempDir
    Path folder;

    Home home;

    @BeforeEach
    void home() {
        home = new Home(folder.resolve("home"));
    }

    private static Addon leased(Instant end) {
        return Things.addon(CURVED, null).expiring(end);
    }

    /** An app with a lease that ends at noon and with earlier credentials that end a minute later. */
    private static App app(AppName name) {
        return Things.full(name)
                .withAddon(leased(NOON))
                .withAttachments(List.of(Things.attachment().retiring(List.of(new Retiring(Things.id(9), LATER)))));
    }

    private void given(App app) {
        home.commit(List.of(alone(app.name())), new Write.PutApp(app, null), new Write.Reserve(CURVED, app.name()));
    }

    private void commit(Write... writes) {
        home.commit(List.of(alone(MYAPP), alone(CURVED)), writes);
    }

    private List<Due> dueAt(Instant now) {
        return home.store.agenda().due(now, false);
    }

    @Test
    void an_app_comes_back_with_its_lease_and_its_earlier_credentials() {
        given(app(MYAPP));
        assertThat(home.store.read().app(MYAPP)).contains(app(MYAPP));
    }

    @Test
    void a_file_tells_of_each_end_when_it_has_come() {
        assertThat(dueAt(LATER)).isEmpty();
        given(app(MYAPP));
        assertThat(home.files("due"))
                .containsExactly(
                        NOON.toEpochMilli() + "-postgres-curved-12345",
                        LATER.toEpochMilli() + "-postgres-curved-12345");
        assertThat(dueAt(NOON.minusMillis(1))).isEmpty();
        assertThat(dueAt(NOON)).containsExactly(LEASE);
        assertThat(dueAt(LATER)).containsExactly(LEASE, OLD_LOGIN);
    }

    @Test
    void another_end_takes_the_place_of_the_one_before() {
        given(app(MYAPP));
        commit(new Write.PutApp(app(MYAPP).withAddon(leased(NOON.plusSeconds(5))), null));
        assertThat(dueAt(LATER)).containsExactly(new Due(NOON.plusSeconds(5), CURVED), OLD_LOGIN);
        commit(new Write.PutApp(Things.full(MYAPP), null));
        assertThat(home.files("due")).isEmpty();
    }

    @Test
    void a_change_of_something_else_leaves_them_and_brings_back_what_was_deleted() throws IOException {
        given(app(MYAPP));
        Files.delete(home.path("due/" + NOON.toEpochMilli() + "-postgres-curved-12345"));
        commit(new Write.PutApp(Things.with(app(MYAPP), "FOO", "baz"), null));
        assertThat(dueAt(LATER)).containsExactly(LEASE, OLD_LOGIN);
    }

    @Test
    void what_is_put_off_is_left_alone_for_a_minute_unless_all_is_asked_for() throws IOException {
        given(app(MYAPP));
        home.store.agenda().putOff(LEASE);
        assertThat(dueAt(LATER)).containsExactly(OLD_LOGIN);
        assertThat(home.store.agenda().due(LATER, true)).containsExactly(LEASE, OLD_LOGIN);
        Path file = home.path("due/" + NOON.toEpochMilli() + "-postgres-curved-12345");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(1)));
        assertThat(dueAt(LATER)).containsExactly(LEASE, OLD_LOGIN);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(Duration.ofDays(1))));
        assertThat(dueAt(LATER)).as("the clock was set back since").containsExactly(LEASE, OLD_LOGIN);
    }

    @Test
    void what_is_forgotten_is_gone() {
        given(app(MYAPP));
        home.store.agenda().forget(LEASE);
        home.store.agenda().forget(LEASE);
        assertThat(dueAt(LATER)).containsExactly(OLD_LOGIN);
    }

    @Test
    void names_without_an_owner_are_passed_over() throws IOException {
        given(app(MYAPP));
        for (String name :
                List.of("notes.txt", "123", "12-", "12-Not A Name", "9".repeat(30) + "-postgres-curved-12345")) {
            Files.writeString(home.path("due/" + name), "");
        }
        assertThat(dueAt(NOON)).containsExactly(LEASE);
    }
}
