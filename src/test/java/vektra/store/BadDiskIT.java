package vektra.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static vektra.store.Things.MYAPP;
import static vektra.store.Things.alone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.fixture.Mount;
import vektra.model.app.App;
import vektra.model.app.Release;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.spi.Store.Write;

/** Disks that are full, folders that cannot be written or listed. */
class BadDiskIT {
    private static final int PAGE = 4096;

    @TempDir
    Path folder;

    @Test
    void a_full_disk_leaves_the_old_state_or_the_new() throws Exception {
        int old = 0;
        int made = 0;
        for (int pages = 0; pages < 24; pages++) {
            try (Mount mount = Mount.small(folder.resolve("full-" + pages), 512)) {
                Home home = new Home(mount.at.resolve("home"));
                home.commit(List.of(alone(MYAPP)), new Write.PutApp(Things.app("myapp"), Things.release(1, Map.of())));
                Path ballast = fill(mount, pages);
                App next = Things.with(Things.app("myapp"), "FOO", "x".repeat(3 * PAGE));
                VektraException refused = catchThrowableOfType(
                        VektraException.class,
                        () -> home.commit(
                                List.of(alone(MYAPP)), new Write.PutApp(next, Things.release(2, next.config()))));
                boolean happened = home.store.read().app(MYAPP).orElseThrow().equals(next);
                assertThat(home.store.read().releases(MYAPP))
                        .extracting(Release::version)
                        .isEqualTo(happened ? List.of(1, 2) : List.of(1));
                if (refused != null) {
                    assertThat(refused.kind()).isEqualTo(Kind.UNAVAILABLE);
                    assertThat(refused).hasMessageContaining("No space left on device");
                    assertThat(refused.getMessage().startsWith("the change is done"))
                            .isEqualTo(happened);
                    old += happened ? 0 : 1;
                    made += happened ? 1 : 0;
                }
                Files.delete(ballast);
                home.open(alone(MYAPP)).close();
                assertThat(home.store.read().app(MYAPP).orElseThrow().equals(next))
                        .isEqualTo(happened);
                assertThat(home.files("journal")).isEmpty();
                assertThat(home.files("apps")).containsExactly("myapp.json", "myapp.releases.jsonl");
            }
        }
        assertThat(old).isPositive();
        assertThat(made).isPositive();
    }

    /** Fills a file system but for so many pages. */
    private static Path fill(Mount mount, int pages) throws IOException {
        Path ballast = mount.at.resolve("ballast");
        long free = Files.getFileStore(mount.at).getUsableSpace();
        Files.write(ballast, new byte[Math.toIntExact(free - (long) pages * PAGE)]);
        return ballast;
    }

    @Test
    void a_home_that_cannot_be_written_can_be_read() throws Exception {
        Home writable = new Home(folder.resolve("home"));
        writable.commit(List.of(alone(MYAPP)), new Write.PutApp(Things.full(MYAPP), Things.release(1, Map.of())));
        try (Mount mount = Mount.readOnly(writable.folder, folder.resolve("read-only"))) {
            Home home = new Home(mount.at);
            assertThat(home.store.read().app(MYAPP)).contains(Things.full(MYAPP));
            VektraException refused = catchThrowableOfType(
                    VektraException.class,
                    () -> home.commit(List.of(alone(MYAPP)), new Write.PutApp(Things.app("myapp"), null)));
            assertThat(refused.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(refused).hasMessageContaining(mount.at.toString()).hasMessageContaining("Read-only file system");
            assertThat(refused.hint()).contains("VEKTRA_HOME");
        }
        assertThat(writable.store.read().app(MYAPP)).contains(Things.full(MYAPP));
    }

    @Test
    void a_home_that_was_never_written_and_cannot_be() throws Exception {
        Files.createDirectories(folder.resolve("empty"));
        try (Mount mount = Mount.readOnly(folder.resolve("empty"), folder.resolve("read-only"))) {
            for (Path home : List.of(mount.at, mount.at.resolve("home"))) {
                VektraException refused =
                        catchThrowableOfType(VektraException.class, () -> new Home(home).open(alone(MYAPP)));
                assertThat(refused.kind()).isEqualTo(Kind.UNAVAILABLE);
                assertThat(refused).hasMessageContaining("Read-only file system");
            }
        }
    }

    @Test
    void one_app_is_read_where_no_list_of_apps_can_be() throws Exception {
        Home home = new Home(folder.resolve("home"));
        home.commit(List.of(alone(MYAPP)), new Write.PutApp(Things.app("myapp"), null));
        Files.createDirectories(folder.resolve("classes"));
        String classpath = Child.readableByAll(folder.resolve("classes"));
        for (String mode : List.of("go+rX " + folder, "go+x " + home.folder, "go+x " + home.path("apps"))) {
            chmod(mode.split(" "));
        }
        chmod("u-r,go-r", home.path("apps").toString());
        chmod("go+r", home.path("apps/myapp.json").toString());
        chmod("go+rx", home.path("journal").toString());
        chmod("-R", "go+rX", folder.resolve("classes").toString());
        assertThat(asAnotherUser(classpath, "read", home.folder.toString())).isEqualTo("read");
        assertThat(asAnotherUser(classpath, "list", home.folder.toString())).startsWith("refused: cannot read");
        chmod("u+r", home.path("apps").toString());
    }

    private static void chmod(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "chmod";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private static String asAnotherUser(String classpath, String... arguments) throws Exception {
        boolean root = System.getProperty("user.name").equals("root");
        List<String> before = root ? List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups") : List.of();
        return Child.output(Child.start(before, classpath, arguments)).readLine();
    }
}
