package vektra.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.InProcess;

/** A folder that came from elsewhere names no app until its user has said so. */
class AppFileTest {
    private static final int UNPRIVILEGED = 65534;

    @TempDir
    private Path scratch;

    private Path project;
    private Path file;

    @BeforeEach
    void makeTwoAppsAndAClone() throws IOException {
        scratch = scratch.toRealPath();
        project = Files.createDirectories(scratch.resolve("clone/src")).getParent();
        file = Files.writeString(project.resolve(".vektra"), "note\n");
        for (String app : new String[] {"note", "shop"}) {
            assertThat(run(project, "apps:create", app).code()).isZero();
            run(project, "config:set", "-a", app, "WHO=" + app);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"config:get WHO", "config", "addons", "addons:wait", "releases", "logs", "drains"})
    void should_refuse_a_file_that_was_never_allowed(String call) {
        InProcess.Ended ran = run(project.resolve("src"), call.split(" "));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .isEqualTo("Error: " + file + " names the app note, which is not allowed yet\n"
                        + "  -> to allow it, type in " + project
                        + ": vektra use note; or use -a APP or VEKTRA_APP=APP\n");
    }

    @Test
    void should_ask_once_on_a_terminal_and_remember_it_for_the_whole_folder() throws Exception {
        for (String no : new String[] {"\n", "n\n", "", "note\n"}) {
            assertThat(atTerminal(project, no, "config:get", "WHO").code())
                    .as(no)
                    .isEqualTo(2);
        }
        InProcess.Ended asked = atTerminal(project.resolve("src"), "y\n", "config:get", "WHO");
        assertThat(asked.err()).contains(file + " names the app note. Use it in this folder? [y/N] ");
        assertThat(asked.out()).isEqualTo("note\n");
        assertThat(atTerminal(project, "", "config:get", "WHO").err()).isEmpty();
        assertThat(run(project, "config:get", "WHO").out()).isEqualTo("note\n");
        try (Stream<Path> remembered = Files.list(scratch.resolve("home/folders"))) {
            assertThat(remembered.toList())
                    .singleElement()
                    .satisfies(one -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void should_ask_again_when_the_name_has_changed() throws Exception {
        assertThat(run(project, "use", "note").code()).isZero();
        assertThat(run(project, "config:get", "WHO").out()).isEqualTo("note\n");
        Files.writeString(file, "shop\n");
        InProcess.Ended refused = run(project, "config:get", "WHO");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("names the app shop, but note was allowed here", "vektra use shop");
        assertThat(atTerminal(project, "yes\n", "config:get", "WHO").out()).isEqualTo("shop\n");
        Files.writeString(file, "note\n");
        assertThat(run(project, "config:get", "WHO").code())
                .as("one app a folder")
                .isEqualTo(2);
    }

    @Test
    void should_ask_for_a_copy_in_another_folder_and_know_the_folder_by_its_real_path() throws Exception {
        run(project, "use", "note");
        Path link = Files.createSymbolicLink(scratch.resolve("link"), project);
        assertThat(run(link, "config:get", "WHO").out()).isEqualTo("note\n");
        Path copy = Files.createDirectory(scratch.resolve("copy"));
        Files.copy(file, copy.resolve(".vektra"));
        assertThat(run(copy, "config:get", "WHO").code()).isEqualTo(2);
    }

    @Test
    void should_write_the_file_and_go_by_the_nearest() throws Exception {
        Path own = Files.createDirectory(project.resolve("own"));
        assertThat(run(own, "use", "shop", "--dry-run").out())
                .isEqualTo("would use the app shop in the folder " + own + "\n");
        assertThat(own.resolve(".vektra")).doesNotExist();
        assertThat(run(own, "use", "shop").out()).isEqualTo("Commands in " + own + " and below use the app shop\n");
        assertThat(own.resolve(".vektra")).hasContent("shop");
        assertThat(run(own, "config:get", "WHO").out()).isEqualTo("shop\n");
        assertThat(run(own, "use", "shop", "--json").out()).contains("\"changed\" : false");
    }

    @Test
    void should_not_care_about_the_file_when_the_app_is_named() {
        assertThat(run(project, "config:get", "WHO", "-a", "shop").out()).isEqualTo("shop\n");
        assertThat(InProcess.run(environment("shop"), project, "", "config:get", "WHO")
                        .out())
                .isEqualTo("shop\n");
    }

    @Test
    void should_pass_over_a_file_of_another_user() throws Exception {
        Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "only root can give a file away");
        run(project, "use", "note");
        Path below = project.resolve("src");
        Files.setAttribute(Files.writeString(below.resolve(".vektra"), "shop\n"), "unix:uid", UNPRIVILEGED);
        ignored(below, "another user owns it");
        Path linked = Files.createDirectory(project.resolve("linked"));
        Files.createSymbolicLink(linked.resolve(".vektra"), below.resolve(".vektra"));
        ignored(linked, "another user owns it");
        InProcess.Ended use = run(below, "use", "shop");
        assertThat(use.code()).isEqualTo(4);
        assertThat(use.err()).contains("would be ignored: another user owns it");
    }

    @Test
    void should_pass_over_a_file_that_others_can_write() throws Exception {
        run(project, "use", "note");
        Path shared = Files.createDirectory(project.resolve("shared"));
        Files.writeString(shared.resolve(".vektra"), "shop\n");
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        ignored(shared, "other users can write it or in its folder");
        assertThat(run(shared, "use", "note").code()).isEqualTo(4);
        Path open = Files.createDirectory(project.resolve("open"));
        Files.writeString(open.resolve(".vektra"), "shop\n");
        Files.setPosixFilePermissions(open.resolve(".vektra"), PosixFilePermissions.fromString("rw-rw-rw-"));
        ignored(open, "other users can write it or in its folder");
    }

    /** The one above it is used, and one line warns. */
    private void ignored(Path folder, String why) {
        InProcess.Ended ran = run(folder, "config:get", "WHO");
        assertThat(ran.err()).isEqualTo("Warning: " + folder.resolve(".vektra") + " is ignored: " + why + "\n");
        assertThat(ran.out()).isEqualTo("note\n");
    }

    private InProcess.Ended run(Path folder, String... argv) {
        return InProcess.run(environment(""), folder, "", argv);
    }

    private InProcess.Ended atTerminal(Path folder, String typed, String... argv) {
        return InProcess.atTerminal(environment(""), folder, typed, argv);
    }

    private Map<String, String> environment(String app) {
        return Map.of(
                "PATH", System.getenv("PATH"),
                "HOME", scratch.toString(),
                "VEKTRA_HOME", scratch.resolve("home").toString(),
                "VEKTRA_APP", app,
                "TERM", "dumb");
    }
}
