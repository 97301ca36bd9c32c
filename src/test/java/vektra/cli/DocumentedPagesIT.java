package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vektra.fixture.Home;
import vektra.fixture.Prompt;
import vektra.fixture.Sample;
import vektra.fixture.Sampled;

/**
 * Every command block of README.md, ADDONS.md and of the pages in docs runs, in order, in a home of its own, as a reader would type
 * it; where a page shows what a command prints, it prints that.
 */
class DocumentedPagesIT {
    /** Lines that need what a test machine has not, or that tests of their own run, by how they begin. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("scripts/", "builds, installs or measures; the gate and InstallIT run them"),
            Map.entry("mvn ", "InstallIT unpacks what it builds"),
            Map.entry("heroku ", "HerokuCliIT"),
            Map.entry("cat convox.yml", "ResourcesApplyIT, in a folder with that file"),
            Map.entry("vektra resources apply", "ResourcesApplyIT"),
            Map.entry("vektra config:set SECRET_KEY", "ResourcesApplyIT"),
            Map.entry("vektra addons:proxy", "PortableIT, since it runs until it is ended"),
            Map.entry("vektra monitors:start", "MonitorsIT, since it runs until it is ended"),
            Map.entry("vektra addons:upgrade-server", "UpgradeServerIT, since it needs software of two versions"),
            Map.entry("vektra up", "UpManifestIT, in a folder with a manifest"),
            Map.entry("git clone", "UpManifestIT, in such a folder"),
            Map.entry("vektra addons:enable postgres --from docker", "ContainersIT"),
            Map.entry("vektra addons:bind postgres:dedicated -a myapp   # a container", "ContainersIT"),
            Map.entry("vektra drains:test", "DrainsIT, whose destinations are on this machine"),
            Map.entry("vektra monitors:uptime --since 30d", "MonitorsUptimeTest, whose log has runs"),
            Map.entry("cd /var/lib/prometheus", "MonitorsUptimeTest; no Prometheus runs here"),
            Map.entry("vektra alerts", "AlertsIT and DeliveriesIT, whose destinations are on this machine"),
            Map.entry("vektra home:destroy", "InstallIT"),
            Map.entry("vektra home:export", "MovingIT"),
            Map.entry("vektra home:move", "MovingIT"),
            Map.entry("scp ", "no other machine is here"),
            Map.entry("ssh ", "no other machine is here"),
            Map.entry("export VEKTRA_HOME=", "MovingIT, whose home has moved there"),
            Map.entry("for service in", "MovingIT stops servers"),
            Map.entry("tar ", "the home of a test is where the test is"),
            Map.entry(
                    "vektra backups:schedule postgres -a shop --at 02:00 --to",
                    "DeliveriesTest, whose destinations are here"),
            Map.entry("systemctl ", "no systemd runs here"),
            Map.entry("loginctl ", "no systemd runs here"),
            Map.entry("source <(vektra completion zsh)", "CompletionIT, which sets up compinit"));

    /** What a page prints differs from run to run in names, numbers and random words. */
    private static final List<Map.Entry<String, String>> VARYING = List.of(
            Map.entry("(postgres|redis|memcache)-[a-z]+-[0-9]{5}", "NAME"),
            Map.entry("_[0-9a-f]{12}", "_HEX"),
            Map.entry("\\(version [0-9.]+\\)", "(version N)"),
            Map.entry("127\\.0\\.0\\.1:[0-9]+", "127.0.0.1:PORT"),
            Map.entry("postgres-…", "NAME"),
            Map.entry("(?m) +", " "));

    private static final Path README = Path.of("README.md");
    /** Of the other pages one in so many is typed in a run. */
    private static final int PAGES = 14;
    /** One in so many times a page is typed with a process for each command, otherwise all of them are in this one. */
    private static final int PROCESSES = 2;

    private static final int README_PROCESSES = 7;

    private static final Pattern SHELL = Pattern.compile("```(sh|console)");
    private static final String MARK = "@@@ ";
    private static final String CACHE =
            System.getenv().getOrDefault("XDG_CACHE_HOME", System.getenv("HOME") + "/.cache");

    /**
     * A command of a page.
     *
     * @param prints what the page says that it prints; empty when it does not say
     */
    private record Line(int number, String command, List<String> prints) {}

    static Stream<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("ADDONS.md")));
        try (Stream<Path> files = Files.list(Path.of("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages.stream().filter(page -> !lines(page).isEmpty());
    }

    @Test
    void what_the_readme_says_to_type_works_in_a_fresh_home() throws IOException {
        works(README, Sample.has(0, README_PROCESSES));
    }

    @ParameterizedTest
    @Sampled(oneIn = PAGES)
    @MethodSource("pages")
    void what_a_page_says_to_type_works_in_a_fresh_home(Path page) throws IOException {
        works(page, Sample.has(pages().toList().indexOf(page), PROCESSES, PAGES));
    }

    /** @param processes whether each command is a process, or all of them are in this one */
    private static void works(Path page, boolean processes) throws IOException {
        Tools.need("psql", "curl", "jq");
        try (Home home = new Home()) {
            Files.createDirectories(home.path().getParent());
            Files.createSymbolicLink(home.scratch().resolve(".vektra"), home.path());
            for (String program : List.of("start", "run-tests")) {
                home.write(program, "#!/bin/sh\necho \"$0 runs\"\n").toFile().setExecutable(true);
            }
            List<Line> lines = lines(page);
            Map<String, String> typed = new LinkedHashMap<>();
            // a new user's caches would be filled anew for each page
            typed.put("XDG_CACHE_HOME", CACHE);
            typed.put("HOME", home.scratch().toString());
            typed.put("LOGENTRIES", "2bfbea1e-10c3-4419-bdad-7e6435882e1f");
            typed.put("HOOK_KEY", "0123456789abcdef0123456789abcdef");
            Home.Ran ran = type(home, typed, processes, script(lines));
            Map<Integer, String> printed = printed(ran.out());
            int last =
                    printed.keySet().stream().mapToInt(number -> number).max().orElse(0);
            assertThat(ran.code())
                    .as(page + ":" + last + " " + printed.get(last) + ran.err())
                    .isZero();
            for (Line line : lines) {
                if (!line.prints.isEmpty() && printed.containsKey(line.number)) {
                    assertThat(varying(printed.get(line.number)))
                            .as(page + ":" + line.number)
                            .isEqualTo(varying(String.join("\n", line.prints) + "\n"));
                }
            }
        }
    }

    private static Home.Ran type(Home home, Map<String, String> typed, boolean processes, String script) {
        Path launcher = Home.LAUNCHER.getParent();
        try (Prompt prompt = new Prompt(home.scratch().resolve("prompt"))) {
            typed.put("PATH", (processes ? launcher : prompt.folder()) + ":" + System.getenv("PATH"));
            return home.program(typed, "bash", "-c", "exec < /dev/null\n" + script);
        }
    }

    @Test
    void nothing_is_left_out_that_no_page_says() throws IOException {
        List<String> all = new ArrayList<>();
        Stream.concat(Stream.of(README), pages()).forEach(page -> lines(page).forEach(line -> all.add(line.command)));
        assertThat(ELSEWHERE.keySet())
                .allSatisfy(begin -> assertThat(all).anyMatch(command -> command.startsWith(begin)));
        assertThat(all).hasSizeGreaterThan(70);
    }

    /** The lines to type; what runs until it is ended goes into the background. */
    private static String script(List<Line> lines) {
        StringBuilder script = new StringBuilder("trap 'kill $(jobs -p) 2>/dev/null || :' EXIT\n");
        for (Line line : lines) {
            if (ELSEWHERE.keySet().stream().noneMatch(line.command::startsWith)) {
                script.append("echo '").append(MARK).append(line.number).append("'\n");
                script.append("{\n").append(typed(line.command)).append("\n} || exit\n");
            }
        }
        return script.toString();
    }

    private static String typed(String command) {
        if (command.matches("vektra server( &| *#.*)?")) {
            return "vektra server > server.out 2>&1 &\nuntil grep -q 127.0.0.1 server.out; do sleep 0.1; done";
        }
        return command.contains("--tail")
                ? "timeout 2 " + command.replaceFirst("#.*", "") + " || [ $? = 124 ]"
                : command;
    }

    private static List<Line> lines(Path page) {
        List<Line> lines = new ArrayList<>();
        String language = null;
        int number = 0;
        for (String text : read(page)) {
            number++;
            if (text.startsWith("```")) {
                language = language == null ? text : null;
            } else if (language != null && SHELL.matcher(language).matches()) {
                boolean console = language.endsWith("console");
                String before = lines.isEmpty() ? "" : lines.get(lines.size() - 1).command;
                if (before.endsWith("\\")) {
                    Line first = lines.remove(lines.size() - 1);
                    lines.add(new Line(first.number, before + "\n" + text, first.prints));
                } else if (!console || text.startsWith("$ ")) {
                    lines.add(new Line(number, console ? text.substring(2) : text, new ArrayList<>()));
                } else {
                    lines.get(lines.size() - 1).prints.add(text);
                }
            }
        }
        return lines;
    }

    private static List<String> read(Path page) {
        try {
            return Files.readAllLines(page);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Map<Integer, String> printed(String out) {
        Map<Integer, String> printed = new LinkedHashMap<>();
        for (String part : out.split("(?m)^" + MARK)) {
            if (!part.isBlank()) {
                String[] parts = part.split("\n", 2);
                printed.put(Integer.valueOf(parts[0]), parts[1]);
            }
        }
        return printed;
    }

    private static String varying(String text) {
        String same = text;
        for (Map.Entry<String, String> one : VARYING) {
            same = same.replaceAll(one.getKey(), one.getValue());
        }
        return same;
    }
}
