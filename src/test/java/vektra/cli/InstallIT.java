package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** Vektra as people get it: from a checkout, from the release's tarball and as a Debian package. */
@Sampled(oneIn = 14)
class InstallIT {
    private static final Path TARGET = Home.DIST.getParent();
    private static final Path CHECKOUT = TARGET.getParent();
    private Home home;
    private Path prefix;

    @BeforeEach
    void open() {
        home = new Home();
        // the start-up archive of a Vektra that is gone in a moment is not the user's to keep
        home.with("XDG_CACHE_HOME", home.scratch().resolve("cache").toString());
        prefix = home.scratch().resolve("a prefix/of mine");
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    @Sampled(oneIn = 1)
    void a_checkout_installs_a_vektra_that_runs_from_its_prefix() throws IOException {
        Home.Ran ran = install(CHECKOUT.resolve("scripts/install"));
        assertThat(ran.out()).startsWith("Installed vektra ").contains(" in " + prefix);
        assertThat(ran.err()).contains(prefix + "/bin is not on your PATH");
        assertThat(run(prefix.resolve("bin/vektra"), "version", "--json")
                        .ok()
                        .json()
                        .findValuesAsText("source"))
                .contains("embedded", "builtin");
        assertThat(run(prefix.resolve("bin/vektra"), "apps:create", "note").ok().out())
                .contains("Created note");
        assertThat(prefix.resolve("share/bash-completion/completions/vektra")).exists();
        assertThat(prefix.resolve("share/zsh/site-functions/_vektra")).exists();
        assertThat(prefix.resolve("share/fish/vendor_completions.d/vektra.fish"))
                .exists();
    }

    @Test
    void a_program_runs_by_the_installed_launcher() {
        install(CHECKOUT.resolve("scripts/install"));
        home.vektra("apps:create", "note").ok();
        home.vektra("config:set", "WHO=me", "-a", "note").ok();
        assertThat(run(prefix.resolve("bin/vektra"), "run", "-a", "note", "--", "printenv", "WHO")
                        .ok()
                        .out())
                .isEqualTo("me\n");
    }

    @Test
    void man_finds_the_pages_beside_the_program_on_the_path() {
        Tools.need("man", "groff");
        install(CHECKOUT.resolve("scripts/install"));
        Map<String, String> environment =
                Map.of("PATH", prefix + "/bin:" + System.getenv("PATH"), "LC_ALL", "C.UTF-8", "MANPATH", "");
        assertThat(home.program(environment, "man", "-P", "cat", "vektra-addons-bind")
                        .ok()
                        .out())
                .contains("give an app the add-on of a service");
    }

    @Test
    void again_nothing_changes() throws IOException {
        install(CHECKOUT.resolve("scripts/install"));
        List<String> before = below(prefix);
        install(CHECKOUT.resolve("scripts/install"));
        assertThat(below(prefix)).isEqualTo(before);
    }

    @Test
    void uninstalling_takes_away_exactly_what_was_laid() throws IOException {
        Path others = Files.createDirectories(prefix.resolve("share/man/man1"));
        Files.writeString(others.resolve("other.1"), "of another user");
        List<String> before = below(prefix);
        install(CHECKOUT.resolve("scripts/install"));
        install(CHECKOUT.resolve("scripts/install"));
        assertThat(uninstall().out()).endsWith("Took Vektra out of " + prefix + "\n");
        assertThat(below(prefix)).isEqualTo(before);
        assertThat(uninstall().out()).startsWith("Nothing to do");
    }

    @Test
    void removing_begins_with_what_still_runs_and_ends_without_a_home() throws IOException {
        home.vektra("addons:enable", "redis").ok();
        String pid =
                Files.readAllLines(home.path().resolve("servers/redis/pid")).get(0);
        install(CHECKOUT.resolve("scripts/install"));
        assertThat(uninstall().out().lines())
                .containsSubsequence(
                        "The data of servers, config vars and logs stay in " + home.path(),
                        "Still running: the server redis, pid " + pid,
                        "To end what still runs, and keep its data: kill " + pid,
                        "Took Vektra out of " + prefix);
        home.vektra("addons:bind", "redis", "-a", "note").ok();
        assertThat(home.vektra("home:destroy").exits(2).err())
                .contains("1 app, 1 add-on with its data", "--confirm " + home.path());
        home.vektra("home:destroy", "--confirm", home.path().toString()).ok();
        assertThat(home.path()).doesNotExist();
        assertThat(home.vektra("home:destroy").ok().out())
                .isEqualTo("Nothing to do: there is no " + home.path() + "\n");
        assertThat(home.path()).doesNotExist();
        assertThat(ProcessHandle.of(Long.parseLong(pid))).isEmpty();
        install(CHECKOUT.resolve("scripts/install"));
        assertThat(uninstall().out()).isEqualTo("Took Vektra out of " + prefix + "\n");
    }

    @Test
    void a_prefix_that_was_not_there_is_gone_with_it() {
        install(CHECKOUT.resolve("scripts/install"));
        uninstall();
        assertThat(prefix).doesNotExist();
    }

    @Test
    void a_newer_vektra_takes_away_what_it_has_no_more() throws IOException {
        Path old = unpacked();
        Files.writeString(old.resolve("lib/old-library-1.0.jar"), "no longer shipped");
        install(old.resolve("install"));
        assertThat(prefix.resolve("lib/vektra/lib/old-library-1.0.jar")).exists();
        install(CHECKOUT.resolve("scripts/install"));
        assertThat(prefix.resolve("lib/vektra/lib/old-library-1.0.jar")).doesNotExist();
        uninstall();
        assertThat(prefix).doesNotExist();
    }

    @Test
    void a_foreign_vektra_is_not_overwritten() throws IOException {
        Files.createDirectories(prefix.resolve("bin"));
        Files.writeString(prefix.resolve("bin/vektra"), "of another user");
        Home.Ran ran = run(CHECKOUT.resolve("scripts/install"), "--prefix", prefix.toString());
        assertThat(ran.exits(2).err()).contains("did not install");
        assertThat(prefix.resolve("bin/vektra")).hasContent("of another user");
    }

    @Test
    void wrong_arguments_are_refused_and_help_is_given() {
        assertThat(run(CHECKOUT.resolve("scripts/install"), "--help").ok().out())
                .contains("--prefix", "--uninstall");
        assertThat(run(CHECKOUT.resolve("scripts/install"), "--perfix", "/x")
                        .exits(2)
                        .err())
                .contains("'--perfix'");
        assertThat(run(CHECKOUT.resolve("scripts/install"), "--prefix").exits(2).err())
                .contains("for example");
    }

    // the release

    @Test
    void the_tarball_runs_as_it_is_and_installs() throws IOException {
        Path release = unpacked();
        assertThat(run(release.resolve("bin/vektra"), "--version").ok().out()).startsWith("vektra ");
        assertThat(release.resolve("README.md")).exists();
        assertThat(release.resolve("LICENSE")).exists();
        install(release.resolve("install"));
        assertThat(run(prefix.resolve("bin/vektra"), "--version").ok().out()).startsWith("vektra ");
    }

    @Test
    void the_debian_package_installs_runs_and_leaves_nothing_behind() throws IOException {
        Tools.skipUnless("root".equals(System.getProperty("user.name")), "only root installs a package");
        Tools.need("dpkg", "man", "groff");
        Path root = Files.createDirectories(home.scratch().resolve("root"));
        for (String folder : List.of("info", "updates", "triggers")) {
            Files.createDirectories(root.resolve("var/lib/dpkg/" + folder));
        }
        Files.createFile(root.resolve("var/lib/dpkg/status"));
        String deb = only("vektra_", ".deb").toString();
        // no Java is installed below that root, so the dependency is checked apart
        dpkg(root, "--force-depends", "-i", deb);
        assertThat(run(root.resolve("usr/bin/vektra"), "--version").ok().out()).startsWith("vektra ");
        Map<String, String> environment = Map.of(
                "LC_ALL", "C.UTF-8", "MANPATH", root.resolve("usr/share/man").toString());
        assertThat(home.program(environment, "man", "-P", "cat", "vektra-addons-bind")
                        .ok()
                        .out())
                .contains("give an app the add-on of a service");
        assertThat(root.resolve("usr/share/doc/vektra/copyright")).content().contains("Apache-2.0");
        assertThat(root.resolve("usr/share/zsh/vendor-completions/_vektra")).exists();
        assertThat(root.resolve("usr/share/fish/vendor_completions.d/vektra.fish"))
                .exists();
        dpkg(root, "-r", "vektra");
        assertThat(below(root)).allMatch(path -> path.startsWith("var"));
    }

    @Test
    void the_debian_package_depends_on_a_java_that_there_is() throws IOException {
        Tools.need("apt-get");
        Home.Ran ran = home.program(
                Map.of("LC_ALL", "C"),
                "apt-get",
                "install",
                "--simulate",
                "--no-install-recommends",
                only("vektra_", ".deb").toString());
        assertThat(ran.ok().out()).contains("Conf vektra (");
    }

    private void dpkg(Path root, String... arguments) {
        List<String> command = Stream.concat(
                        Stream.of("dpkg", "--root=" + root, "--log=/dev/null"), Stream.of(arguments))
                .toList();
        home.program(Map.of(), command.toArray(String[]::new)).ok();
    }

    private Home.Ran install(Path script) {
        return run(script, "--prefix", prefix.toString()).ok();
    }

    private Home.Ran uninstall() {
        return run(CHECKOUT.resolve("scripts/install"), "--uninstall", "--prefix", prefix.toString())
                .ok();
    }

    private Home.Ran run(Path program, String... arguments) {
        return home.program(
                Map.of(),
                Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    /** The folder that the release's tarball holds. */
    private Path unpacked() throws IOException {
        Path folder = Files.createDirectories(home.scratch().resolve("unpacked"));
        home.program(Map.of(), "tar", "-xzf", only("vektra-", ".tar.gz").toString(), "-C", folder.toString())
                .ok();
        try (Stream<Path> all = Files.list(folder)) {
            return all.findFirst().orElseThrow();
        }
    }

    /** What the build of this version laid. */
    private static Path only(String start, String end) throws IOException {
        try (Stream<Path> all = Files.list(TARGET)) {
            List<Path> found = all.filter(file -> file.getFileName().toString().startsWith(start)
                            && file.toString().endsWith(end))
                    .toList();
            assertThat(found)
                    .as("one " + start + "…" + end + "; mvn clean takes old ones away")
                    .hasSize(1);
            return found.get(0);
        }
    }

    private static List<String> below(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(path -> folder.relativize(path).toString())
                    .filter(path -> !path.isEmpty())
                    .sorted()
                    .toList();
        }
    }
}
