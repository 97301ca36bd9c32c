package vektra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a monitor that is a program costs beyond the start of the program: what {@code monitors:start} and all that it starts
 * use for a run, less what bash uses that runs the same program in a loop.
 */
record ProgramMonitors(Home home, Table table) {
    /** Each runs once a second. */
    private static final int MONITORS = 25;

    private static final int WARM_UP = 15_000;
    private static final int WINDOW = 15_000;
    private static final int BARE = 400;
    private static final double MOST = 1.5;

    void measure(int rounds) throws IOException, InterruptedException {
        Path folder = home.workshop().file("programs");
        Path group = Files.createDirectories(folder.resolve("monitors/bench"));
        Path program = group.resolve("m1");
        for (int n = 1; n <= MONITORS; n++) {
            Path file = Files.writeString(group.resolve("m" + n), "#!/bin/bash\nexit 0\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.writeString(group.resolve("m" + n + ".conf"), "interval=1s\n");
        }
        Process starter = home.monitors(folder);
        Series ours = new Series();
        Series bare = new Series();
        Thread.sleep(WARM_UP);
        for (int round = 0; round < rounds; round++) {
            ours.add(run(starter));
            bare.add(bare(program));
        }
        starter.destroy();
        starter.waitFor();
        double more = ours.median() - bare.median();
        table.row(
                String.format(Locale.ROOT, "a run of a program that does nothing, %.2f ms more", more),
                millis(ours),
                "the same program in a loop of bash",
                millis(bare),
                Goal.times(ours.median() / bare.median()),
                Goal.verdict("at most " + MOST + " ms more", more <= MOST));
    }

    private static String millis(Series of) {
        return String.format(Locale.ROOT, "%.2f CPU ms", of.median());
    }

    private double run(Process starter) throws IOException, InterruptedException {
        long runs = runs();
        double before = Usage.withChildren(starter.pid());
        Thread.sleep(WINDOW);
        return (Usage.withChildren(starter.pid()) - before) / (runs() - runs) * 1000;
    }

    private long runs() throws IOException {
        try (Stream<String> lines = Files.lines(home.folder().resolve("monitors/log/current"))) {
            return lines.filter(line -> line.contains(" at=finish status=success "))
                    .count();
        }
    }

    private double bare(Path program) throws IOException, InterruptedException {
        String loop = "for ((i = 0; i < " + BARE + "; i++)); do " + program + " </dev/null; done";
        return home.workshop()
                        .cost(Map.of(), List.of("bash", "--noprofile", "-c", loop))
                        .processor()
                / BARE
                * 1000;
    }
}
