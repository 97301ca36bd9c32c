package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vektra.fixture.Home;

/** A bind reads each file of the home's state once, counted by the kernel's own record of what it opens. */
class BindReadsIT {
    private static final Pattern READ = Pattern.compile("openat\\([^\"]*\"([^\"]*)\", O_RDONLY.* = [0-9]+");

    @Test
    void a_bind_opens_no_file_of_the_state_twice() throws IOException {
        try (Home home = new Home()) {
            Path record =
                    Files.createDirectory(home.scratch().resolve("opened")).resolve("by");
            home.vektra("addons:enable", "redis").ok();
            home.vektra("addons:bind", "redis", "-a", "first").ok();
            assumeTrue(canTrace(home, record), "strace is not installed, or may not trace here");

            traced(home, record, Home.LAUNCHER.toString(), "addons:bind", "redis", "-a", "shop");

            Map<String, Long> reads = reads(home, record.getParent());
            assertThat(reads)
                    .containsKeys("services/redis.json")
                    .allSatisfy((file, times) -> assertThat(times).as(file).isEqualTo(1));
        }
    }

    private static boolean canTrace(Home home, Path record) throws IOException {
        try {
            return home.program(Map.of(), "strace", "-o", record.toString(), "true")
                            .code()
                    == 0;
        } catch (java.io.UncheckedIOException absent) {
            return false;
        }
    }

    /** Each thread has a record of its own: in a common one, a call is cut in two where another comes between. */
    private static void traced(Home home, Path record, String... command) {
        List<String> words = new ArrayList<>(
                List.of("strace", "-ff", "-qq", "-e", "trace=openat", "-s", "4096", "-o", record.toString()));
        words.addAll(List.of(command));
        home.program(Map.of(), words.toArray(String[]::new)).ok();
    }

    /** How often each file that holds state was opened to be read, named from the home. */
    private static Map<String, Long> reads(Home home, Path records) throws IOException {
        String prefix = home.path() + "/";
        List<String> calls = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(records)) {
            for (Path file : files) {
                calls.addAll(Files.readAllLines(file));
            }
        }
        return calls.stream()
                .map(READ::matcher)
                .filter(Matcher::find)
                .map(call -> call.group(1))
                .filter(file -> file.startsWith(prefix)
                        && file.matches(".*/(apps|services|addons|drains)/[^/]+|.*/spaces\\.json"))
                .map(file -> file.substring(prefix.length()))
                .collect(Collectors.groupingBy(file -> file, TreeMap::new, Collectors.counting()));
    }
}
