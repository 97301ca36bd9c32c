package vektra.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static vektra.store.Things.CURVED;
import static vektra.store.Things.MYAPP;
import static vektra.store.Things.POSTGRES;
import static vektra.store.Things.alone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.name.AppName;
import vektra.model.text.VektraException;
import vektra.spi.Store.Write;

class HomeTest {
    @TempDir
    Path folder;

    Home home;

    @BeforeEach
    void home() {
        home = new Home(folder.resolve("deep/home"));
    }

    @Test
    void a_missing_home_reads_as_empty_and_reading_makes_nothing() {
        assertThat(home.store.read().app(MYAPP)).isEmpty();
        assertThat(home.store.read().appNames()).isEmpty();
        assertThat(home.store.read().service(POSTGRES)).isEmpty();
        assertThat(home.store.read().services()).isEmpty();
        assertThat(home.store.read().owner(CURVED)).isEmpty();
        assertThat(home.store.read().ownerless()).isEmpty();
        assertThat(home.store.read().releases(MYAPP)).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_session_without_a_change_makes_the_lock_alone() {
        home.open(alone(MYAPP)).close();
        assertThat(home.files("")).containsExactly("lock");
    }

    @Test
    void only_the_owner_may_look() throws IOException {
        home.commit(
                List.of(alone(MYAPP), alone(POSTGRES)),
                new Write.PutApp(Things.full(MYAPP), Things.release(1, Map.of())),
                new Write.Reserve(CURVED, MYAPP),
                new Write.PutService(Things.service(true)));
        try (Stream<Path> all = Files.walk(home.folder)) {
            assertThat(all)
                    .isNotEmpty()
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .as(path.toString())
                            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void ten_thousand_apps_are_listed_without_opening_one() throws IOException {
        Files.createDirectories(home.path("apps"));
        for (int i = 0; i < 10_000; i++) {
            Files.writeString(home.path("apps/app-" + i + ".json"), "damaged");
        }
        home.commit(List.of(alone(MYAPP)), new Write.PutApp(Things.app("myapp"), Things.release(1, Map.of())));
        assertThat(home.store.read().appNames())
                .hasSize(10_001)
                .isSorted()
                .contains(MYAPP, new AppName("app-0"), new AppName("app-9999"));
        assertThat(home.store.read().app(MYAPP)).isPresent();
        assertThat(home.store.read().releases(MYAPP)).hasSize(1);
        assertThatExceptionOfType(VektraException.class)
                .isThrownBy(() -> home.store.read().app(new AppName("app-0")));
    }

    @Test
    void names_are_sorted_as_names_and_other_files_are_no_apps() throws IOException {
        for (String name : List.of("a", "a-b", "b")) {
            home.commit(List.of(alone(new AppName(name))), new Write.PutApp(Things.app(name), null));
        }
        Files.writeString(home.path("apps/a.json~"), "");
        Files.writeString(home.path("apps/a.json.bak"), "");
        Files.writeString(home.path("apps/a copy.json"), "");
        Files.writeString(home.path("apps/.tmp-c.json"), "");
        assertThat(home.store.read().appNames()).extracting(AppName::value).containsExactly("a", "a-b", "b");
    }

    @Test
    void a_history_left_without_its_app_is_not_mixed_with_a_new_one() throws IOException {
        home.commit(List.of(alone(MYAPP)), new Write.PutApp(Things.app("myapp"), Things.release(1, Map.of())));
        Files.move(home.path("apps/myapp.json"), folder.resolve("aside"));
        assertThatExceptionOfType(VektraException.class)
                .isThrownBy(() -> home.commit(
                        List.of(alone(MYAPP)), new Write.PutApp(Things.app("myapp"), Things.release(1, Map.of()))))
                .withMessageContaining("myapp.releases.jsonl is left from another app");
    }
}
