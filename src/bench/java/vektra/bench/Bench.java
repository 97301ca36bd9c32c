package vektra.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the parts that are asked for and prints their table.
 *
 * <p>A row whose goal is missed says so; the exit code is 0 all the same, since a busy machine is no defect.
 */
final class Bench {
    private static final Path PAGE = Path.of("docs/performance.md");

    private Bench() {}

    public static void main(String[] argv) throws Exception {
        List<String> words = new ArrayList<>(List.of(argv));
        Suite suite = suite(words);
        Options options;
        try {
            options = Options.parse(words, suite);
        } catch (IllegalArgumentException e) {
            System.err.println("Error: " + e.getMessage());
            System.err.println("  -> see: scripts/bench --help");
            System.exit(2);
            return;
        }
        Table table = suite.table();
        try (Workshop workshop = new Workshop()) {
            suite.measure(options, workshop, table);
        }
        System.out.print(table.text());
        if (options.keep()) {
            table.keep(PAGE);
        }
        // HTTP clients leave threads behind
        System.exit(0);
    }

    private static Suite suite(List<String> words) {
        if (words.remove("--logs")) {
            return new LogSuite();
        }
        if (words.remove("--monitors")) {
            return new MonitorSuite();
        }
        if (words.remove("--archive")) {
            return new ArchiveSuite();
        }
        if (words.remove("--services")) {
            return new ServiceSuite();
        }
        return words.remove("--api") ? new ApiSuite() : new CommandSuite();
    }
}
