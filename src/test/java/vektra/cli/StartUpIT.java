package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** The archive of classes that makes commands start sooner: there when it can be, and never in the way. */
@Sampled(oneIn = 7)
class StartUpIT {
    /** An archive holds for one path of the jar: tests that begin with an archive share it, and where Vektra lies. */
    private static final Home INSTALLED = new Home();

    private static final Path FIRST = INSTALLED.scratch().resolve("first-cache");

    private final Home home = new Home();
    private Path root;
    private Path cache;

    @AfterAll
    static void removeInstalled() {
        INSTALLED.close();
    }

    @BeforeEach
    void installElsewhere() throws IOException {
        root = Files.createDirectories(INSTALLED.scratch().resolve("installed")).toRealPath();
        cache = home.scratch().resolve("cache");
        // on a busy machine what is made gently is not made for minutes
        Path nice = Files.createDirectories(home.scratch().resolve("tools")).resolve("nice");
        Files.writeString(nice, "#!/bin/sh\nshift 2\nexec \"$@\"\n");
        Files.setPosixFilePermissions(nice, PosixFilePermissions.fromString("rwx------"));
        copy(Home.DIST.resolve("bin"), root.resolve("bin"));
        copy(Home.DIST.resolve("lib"), root.resolve("lib"));
    }

    @AfterEach
    void end() {
        // an archive still in the making would be written into a folder that is being deleted
        await().atMost(Duration.ofMinutes(10)).until(() -> files(".making").isEmpty());
        home.close();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(
                        file,
                        to.resolve(file.getFileName()),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** The archive that the first command has made. */
    private Path archived() throws Exception {
        if (!Files.exists(FIRST)) {
            vektra(Map.of(), "apps").ok();
            awaitArchive();
            await().atMost(Duration.ofMinutes(10)).until(() -> files(".making").isEmpty());
            copyAll(cache, FIRST);
        } else {
            copyAll(FIRST, cache);
        }
        return archives().get(0);
    }

    private static void copyAll(Path from, Path to) throws Exception {
        assertThat(new ProcessBuilder("cp", "-a", from.toString(), to.toString())
                        .start()
                        .waitFor())
                .isZero();
    }

    private Process start(Map<String, String> more, String... arguments) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "XDG_CACHE_HOME",
                cache.toString(),
                "PATH",
                home.scratch().resolve("tools") + ":" + System.getenv("PATH")));
        environment.putAll(more);
        List<String> command =
                new ArrayList<>(List.of(root.resolve("bin/vektra").toString()));
        command.addAll(List.of(arguments));
        return home.launch(environment, command);
    }

    private Home.Ran vektra(Map<String, String> more, String... arguments) {
        return Home.finish(start(more, arguments), "");
    }

    private List<Path> files(String end) {
        if (!Files.isDirectory(cache)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(file -> file.toString().endsWith(end)).toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            // something of it was moved while we looked
            return files(end);
        }
    }

    private List<Path> archives() {
        return Stream.concat(files(".jsa").stream(), files(".aot").stream()).toList();
    }

    private Path awaitArchive() {
        await().atMost(Duration.ofMinutes(10)).until(() -> !archives().isEmpty());
        return archives().get(0);
    }

    /** Whether a command's classes came from the archive, as the JVM itself reports it. */
    private boolean isUsed() throws IOException {
        Path log = home.scratch().resolve("classes.log");
        vektra(Map.of("_JAVA_OPTIONS", "-Xlog:class+load:file=" + log), "apps").ok();
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains(" vektra.cli.Cli "))
                .anyMatch(line -> line.contains("shared objects file"));
    }

    @Test
    void twenty_first_commands_at_once_answer_alike_and_make_one_archive() throws IOException {
        List<Process> started = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            started.add(start(Map.of(), "apps", "--json"));
        }
        for (Process process : started) {
            Home.Ran ran = Home.finish(process, "").ok();
            assertThat(ran.out()).isEqualTo("[ ]\n");
            assertThat(ran.err()).isEmpty();
        }

        Path archive = awaitArchive();
        assertThat(archives()).hasSize(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive.getParent())))
                .isEqualTo("rwx------");
        assertThat(isUsed()).isTrue();
        await().atMost(Duration.ofMinutes(10)).until(() -> files(".making").isEmpty());
        assertThat(files(".failed")).isEmpty();
    }

    @Test
    void an_archive_of_another_build_is_not_used_and_goes_when_the_next_is_made() throws Exception {
        Path old = archived();
        Files.writeString(root.resolve("lib/vektra.jar.sha256"), "0123456789abcdef".repeat(4) + "\n");

        assertThat(isUsed()).isFalse();
        await().atMost(Duration.ofMinutes(10))
                .until(() -> !archives().isEmpty() && !archives().contains(old));
        assertThat(isUsed()).isTrue();
    }

    @Test
    void an_archive_older_than_the_jar_is_not_used_and_made_anew() throws Exception {
        Path archive = archived();
        FileTime made = Files.getLastModifiedTime(archive);
        Files.setLastModifiedTime(
                root.resolve("lib/vektra.jar"), FileTime.from(Instant.now().plusSeconds(1)));

        assertThat(isUsed()).isFalse();
        await().atMost(Duration.ofMinutes(10))
                .until(() -> Files.exists(archive)
                        && Files.getLastModifiedTime(archive).compareTo(made) > 0);
    }

    @Test
    void an_archive_of_another_user_is_not_used() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give a file away");
        Path archive = archived();
        Files.setOwner(
                archive, archive.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));

        assertThat(isUsed()).isFalse();
    }

    @Test
    void a_cache_that_cannot_be_made_harms_nothing() throws IOException {
        Path file = Files.writeString(home.scratch().resolve("file"), "");
        for (Map<String, String> place : List.of(
                Map.of("XDG_CACHE_HOME", file.resolve("below").toString()),
                Map.of("XDG_CACHE_HOME", "", "HOME", "/nonexistent"),
                Map.of("XDG_CACHE_HOME", "", "HOME", ""))) {
            Home.Ran ran = vektra(place, "apps", "--json").ok();
            assertThat(ran.out()).isEqualTo("[ ]\n");
            assertThat(ran.err()).isEmpty();
        }
        assertThat(archives()).isEmpty();
    }

    @Test
    void a_full_disk_under_the_cache_harms_nothing() throws Exception {
        Files.createDirectories(cache);
        assumeTrue(mounted("mount", "-t", "tmpfs", "-o", "size=256k", "none", cache.toString()), "root and mount");
        try {
            for (int i = 0; i < 3; i++) {
                Home.Ran ran = vektra(Map.of(), "apps", "--json").ok();
                assertThat(ran.out()).isEqualTo("[ ]\n");
                assertThat(ran.err()).isEmpty();
                await().atMost(Duration.ofMinutes(10))
                        .until(() -> files(".making").isEmpty());
            }
            assertThat(archives()).isEmpty();
        } finally {
            mounted("umount", "-l", cache.toString());
        }
    }

    private static boolean mounted(String... command) throws Exception {
        return new ProcessBuilder(command).start().waitFor() == 0;
    }

    @Test
    void a_making_that_was_killed_is_forgotten_in_time() throws Exception {
        Path archive = archived();
        Files.delete(archive);
        Path left = Files.createDirectory(archive.resolveSibling(archive.getFileName() + ".making"));
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofMinutes(20))));

        vektra(Map.of(), "apps").ok();
        await().atMost(Duration.ofMinutes(10)).until(() -> !Files.exists(left));
        vektra(Map.of(), "apps").ok();
        assertThat(awaitArchive()).isEqualTo(archive);
    }
}
