package vektra.provider.efs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** A shared folder's life by commands. */
@Sampled(oneIn = 2)
class EfsCommandsIT {
    @TempDir
    private Path place;

    private Home home;

    @BeforeEach
    void make() {
        home = new Home();
    }

    @AfterEach
    void end() {
        home.close();
    }

    @Test
    void files_are_shared_backed_up_restored_and_deleted_with_their_add_on() throws Exception {
        assertThat(home.vektra("addons:enable", "efs", "--dry-run").ok().out())
                .contains("EFS 1, folder")
                .doesNotContain("port", "start");
        home.vektra("addons:enable", "efs").ok();
        Path folder = bound("web");
        Files.writeString(folder.resolve("photo"), "of a cat");
        home.vektra("apps:create", "worker").ok();
        home.vektra("addons:attach", "web::EFS", "-a", "worker", "--as", "PICTURES")
                .ok();
        assertThat(home.vektra("config:get", "PICTURES_PATH", "-a", "worker")
                        .ok()
                        .out()
                        .strip())
                .isEqualTo(folder.toString());

        assertThat(home.vektra("addons:action", "efs", "backup", "-a", "web")
                        .ok()
                        .out())
                .contains("1 file");
        Files.writeString(folder.resolve("photo"), "of a dog");
        Files.writeString(folder.resolve("later"), "gone after the restore");
        home.vektra("addons:action", "efs", "restore", "-a", "web", "--confirm", "web")
                .ok();
        assertThat(folder.resolve("photo")).hasContent("of a cat");
        assertThat(folder.resolve("later")).doesNotExist();
        assertThat(home.vektra("addons:action", "efs", "stats", "-a", "web")
                        .ok()
                        .out())
                .contains("8 bytes", "free");
        home.vektra("addons:doctor").ok();

        home.vektra("addons:unbind", "efs", "-a", "web").ok();
        assertThat(bound("web")).isEqualTo(folder);
        home.vektra("addons:destroy", "efs", "-a", "web", "--confirm", "web", "--force")
                .ok();
        assertThat(names(home.path().resolve("servers/efs/data"))).isEmpty();
        home.vektra("addons:disable", "efs", "--destroy-data", "--confirm", "efs")
                .ok();
        assertThat(home.path().resolve("servers/efs")).doesNotExist();
    }

    @Test
    void what_changed_or_is_missing_is_found_and_a_missing_disk_is_not_made_again_empty() throws Exception {
        home.vektra("addons:enable", "efs", "--max-size", "1kb").ok();
        Path folder = bound("web");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(home.vektra("addons:doctor").exits(4).out()).contains("rwxrwxrwx");
        home.vektra("addons:doctor", "--fix").ok();
        assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        Files.write(folder.resolve("big"), new byte[5000]);
        assertThat(home.vektra("addons:doctor").exits(4).out()).contains("4.9 kB", "1kb");
        Files.delete(folder.resolve("big"));

        Path data = home.path().resolve("servers/efs/data");
        Path away = Files.move(data, place.resolve("away"));
        assertThat(all(home.vektra("addons:doctor", "--fix").exits(4))).contains("mount its disk");
        Files.createDirectory(data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (List<String> command : List.of(
                List.of("addons:doctor", "--fix"),
                List.of("addons:bind", "efs", "-a", "shop"),
                List.of("addons:destroy", "efs", "-a", "web", "--confirm", "web"))) {
            Home.Ran ran = home.vektra(command.toArray(String[]::new));
            assertThat(ran.code()).isIn(4, 5);
            assertThat(all(ran)).contains("mount its disk");
            assertThat(names(data)).isEmpty();
        }
        Files.delete(data);
        Files.move(away, data);
        home.vektra("addons:doctor").ok();

        Files.delete(folder);
        assertThat(home.vektra("addons:doctor").exits(4).out()).contains("is gone");
        home.vektra("addons:doctor", "--fix").ok();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_folder_that_is_there_already_is_adopted_with_a_mark() throws Exception {
        Path shared = Files.createDirectory(place.resolve("sh\u00e4red 1"));
        Files.writeString(shared.resolve("others"), "kept");
        home.vektra("addons:enable", "efs", "--url", shared.toUri().toString(), "--dry-run")
                .ok();
        assertThat(names(shared)).containsExactly("others");
        home.vektra("addons:enable", "efs", "--url", shared.toUri().toString(), "--permissions", "0770")
                .ok();
        Path folder = bound("web");
        assertThat(folder.getParent()).isEqualTo(shared);
        assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwxrwx---"));
        home.vektra("addons:enable", "efs", "--permissions", "0750").ok();
        assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwxr-x---"));

        Path away = Files.move(shared, place.resolve("unmounted"));
        Files.createDirectory(shared);
        home.vektra("addons:enable", "efs", "--permissions", "0700").exits(5);
        home.vektra("addons:enable", "efs", "--url", shared.toUri().toString(), "--max-size", "1gb")
                .exits(5);
        assertThat(names(shared)).isEmpty();
        Files.delete(shared);
        Files.move(away, shared);
        home.vektra("addons:enable", "efs", "--url", place.toUri().toString()).exits(4);
        home.vektra("addons:disable", "efs", "--destroy-data", "--confirm", "efs")
                .exits(4);
        home.vektra("addons:unbind", "efs", "-a", "web").ok();
        home.vektra("addons:disable", "efs", "--destroy-data", "--confirm", "efs")
                .ok();
        assertThat(names(shared)).containsExactly("others");
    }

    @ParameterizedTest
    @CsvSource({
        "--permissions,0600",
        "--permissions,rwx",
        "--permissions,01777",
        "--url,http://127.0.0.1/x",
        "--url,file:relative",
        "--url,file:///srv/../etc",
        "--port,4000"
    })
    void options_that_make_no_sense_are_refused(String option, String value) {
        home.vektra("addons:enable", "efs", option, value).exits(2);
        assertThat(home.path().resolve("servers/efs/data")).doesNotExist();
    }

    @Test
    void a_restore_killed_anywhere_leaves_the_folder_whole() throws Exception {
        home.vektra("addons:enable", "efs").ok();
        Path folder = bound("web");
        Files.writeString(folder.resolve("photo"), "of a cat");
        home.vektra("addons:action", "efs", "backup", "-a", "web").ok();
        Files.writeString(folder.resolve("photo"), "of a dog");
        int point = 1;
        for (Home.Ran ran = restored(point); ran.code() != 0; ran = restored(++point)) {
            assertThat(ran.code()).isEqualTo(137);
            home.vektra("addons:doctor", "--fix").ok();
            assertThat(Files.readString(folder.resolve("photo"))).isIn("of a cat", "of a dog");
            assertThat(names(folder.getParent()))
                    .containsExactly(folder.getFileName().toString());
        }
        assertThat(point).isGreaterThan(5);
        assertThat(folder.resolve("photo")).hasContent("of a cat");
    }

    private Home.Ran restored(int killedAt) {
        return home.killedAt(killedAt, "addons:action", "efs", "restore", "-a", "web", "--confirm", "web");
    }

    private static String all(Home.Ran ran) {
        return ran.out() + ran.err();
    }

    private Path bound(String app) {
        home.vektra("addons:bind", "efs", "-a", app).ok();
        return Path.of(
                home.vektra("config:get", "EFS_PATH", "-a", app).ok().out().strip());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(Root.MARK))
                    .sorted()
                    .toList();
        }
    }
}
