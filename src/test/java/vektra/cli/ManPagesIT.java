package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** The man pages that the build made, read by the programs that people read them with. */
class ManPagesIT {
    private static final Path PAGES = Home.DIST.resolve("share/man/man1");
    private static Home home;

    @BeforeAll
    static void open() {
        home = new Home().with("MANWIDTH", "80").with("LC_ALL", "C.UTF-8");
    }

    @AfterAll
    static void close() {
        home.close();
    }

    static Stream<Path> pages() throws IOException {
        return Files.list(PAGES).sorted();
    }

    @Test
    void each_command_has_its_page() throws IOException {
        assertThat(pages().map(page -> page.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of("vektra.1"),
                                new Commands().names().stream().map(name -> ManPage.title(name) + ".1"))
                        .toList());
    }

    @ParameterizedTest
    @Sampled(oneIn = 8)
    @MethodSource("pages")
    void a_page_renders_without_a_warning(Path page) {
        Tools.need("man", "groff");
        Home.Ran rendered = run("man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", page.toString());
        assertThat(rendered.err()).isEmpty();
        assertThat(rendered.ok().out()).contains("EXIT", "SYNOPSIS");
    }

    @ParameterizedTest
    @Sampled(oneIn = 8)
    @MethodSource("pages")
    void a_page_passes_the_linter(Path page) {
        Tools.need("mandoc");
        assertThat(run("mandoc", "-T", "lint", "-W", "warning", page.toString()).out())
                .isEmpty();
    }

    @Test
    void a_page_says_what_the_command_takes() {
        Tools.need("man", "groff");
        assertThat(text("vektra-addons-bind"))
                .contains("vektra-addons-bind - give an app the add-on of a service", "SERVICE[:PLAN]", "-a, --app APP")
                .contains("$ vektra addons:bind postgres -a myapp");
        assertThat(text("vektra-addons-enable"))
                .contains("OPTIONS OF POSTGRES", "--shared-buffers SIZE", "OPTIONS OF REDIS", "--maxmemory-policy");
        assertThat(text("vektra-run")).contains("sh -c 'psql \"$DATABASE_URL\"'");
        assertThat(text("vektra")).contains("addons:bind", "125", "VEKTRA_HOME", "vektra-config-set(1)");
    }

    private static String text(String page) {
        // a terminal's overstrikes are taken out
        return run("man", "-P", "cat", "-l", PAGES.resolve(page + ".1").toString())
                .ok()
                .out()
                .replaceAll(".\b", "");
    }

    private static Home.Ran run(String... command) {
        return Home.finish(home.launch(Map.of(), List.of(command)), "");
    }
}
