package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.cli.command.ExitCode;
import vektra.fixture.Home;
import vektra.fixture.Sampled;
import vektra.model.Uid;

/** Another user than the owner, root included, leaves nothing in a home that the owner could not read. */
@Sampled(oneIn = 2)
class HomeOwnerIT {
    private static final int UNPRIVILEGED = 65_534;
    private static final int NAMELESS = 54_321;
    private static Home home;
    private static Path theirs;

    @BeforeAll
    static void open() throws IOException {
        assumeTrue(Uid.ours() == Uid.ROOT, "only root can be another user");
        home = new Home();
        Files.setPosixFilePermissions(
                home.scratch(), java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        theirs = of(UNPRIVILEGED, "theirs").resolve("home");
        as(UNPRIVILEGED, theirs, "tokens:create", "t", "--scope", "read").ok();
    }

    @AfterAll
    static void close() {
        if (home != null) {
            home.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apps:create made-by-sudo",
                "addons:enable redis --url redis://127.0.0.1:9",
                "tokens:create u --scope read",
                "logs:router --stop",
                "logs -a any",
                "spaces:create s"
            })
    void root_changes_nothing_in_the_home_of_another_user(String call) throws IOException {
        Map<String, Integer> before = owners(theirs);
        Home.Ran ran = home.vektra(Map.of("VEKTRA_HOME", theirs.toString()), call.split(" "))
                .exits(4);
        assertThat(ran.err())
                .isEqualTo(
                        "Error: " + theirs + " belongs to nobody, who could not read what another user writes there\n"
                                + "  -> run it as the owner: sudo -u nobody vektra … (with VEKTRA_HOME=" + theirs
                                + "), or set VEKTRA_HOME to a folder of your own\n");
        assertThat(owners(theirs)).isEqualTo(before);
        as(UNPRIVILEGED, theirs, "apps").ok();
    }

    @Test
    void root_makes_no_home_in_a_folder_of_another_user() throws IOException {
        Path folder = of(NAMELESS, "empty");
        Path missing = folder.resolve("a/home");
        assertThat(home.vektra(Map.of("VEKTRA_HOME", missing.toString()), "apps:create", "a")
                        .exits(4)
                        .err())
                .contains(
                        missing + " does not exist, and would be created by root in a folder of 54321",
                        "sudo -u '#54321' vektra");
        assertThat(folder).isEmptyDirectory();
        // on purpose it can be had
        Files.createDirectories(missing);
        home.vektra(Map.of("VEKTRA_HOME", missing.toString()), "apps:create", "a")
                .ok();
    }

    @Test
    void root_leaves_nothing_in_the_cache_of_another_user() throws IOException {
        Path user = of(UNPRIVILEGED, "user");
        Path own = home.scratch().resolve("own");
        home.launched(
                        Map.of("HOME", user.toString(), "XDG_CACHE_HOME", "", "VEKTRA_HOME", own.toString()),
                        "apps:create",
                        "a")
                .ok();
        assertThat(user).isEmptyDirectory();
    }

    @Test
    void a_home_that_others_may_write_to_is_its_owners_too() throws IOException {
        Path shared = of(UNPRIVILEGED, "shared").resolve("home");
        as(UNPRIVILEGED, shared, "apps:create", "a").ok();
        home.program(Map.of(), "chmod", "-R", "a+rwX", shared.toString()).ok();
        Map<String, Integer> before = owners(shared);
        assertThat(as(NAMELESS, shared, "apps:create", "b").exits(4).err())
                .contains("belongs to nobody", "sudo -u nobody");
        assertThat(as(NAMELESS, shared, "run", "-a", "a", "--", "true")
                        .exits(ExitCode.RUN_FAILED)
                        .err())
                .contains("sudo -u nobody");
        assertThat(owners(shared)).isEqualTo(before);
    }

    private static Path of(int user, String name) throws IOException {
        Path folder = Files.createDirectory(home.scratch().resolve(name));
        Files.setAttribute(folder, "unix:uid", user);
        return folder;
    }

    private static Home.Ran as(int user, Path there, String... call) {
        List<String> command =
                new ArrayList<>(List.of("setpriv", "--reuid=" + user, "--regid=" + UNPRIVILEGED, "--clear-groups"));
        command.add(Home.LAUNCHER.toString());
        command.addAll(List.of(call));
        return home.program(
                Map.of("VEKTRA_HOME", there.toString(), "HOME", "/nonexistent"), command.toArray(String[]::new));
    }

    private static Map<String, Integer> owners(Path folder) throws IOException {
        Map<String, Integer> owners = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                owners.put(file.toString(), (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS));
            }
        }
        return owners;
    }
}
