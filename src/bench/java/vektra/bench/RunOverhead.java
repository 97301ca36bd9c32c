package vektra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What it costs a program that its output is collected. */
record RunOverhead(Home home, Table table) {
    private static final String AWK = """
            #!/bin/sh
            exec awk 'BEGIN { s = sprintf("%199s", "x"); for (i = 0; i < 5368709; i++) print s }'
            """;
    private static final String PYTHON = """
            #!/usr/bin/env python3
            import logging, sys
            logging.basicConfig(stream=sys.stdout, format="%(asctime)s %(levelname)s %(name)s %(message)s", level=logging.INFO)
            log = logging.getLogger("bench")
            text = "x" * 155
            for i in range(5000000):
                log.info("%s %d", text, i)
            """;
    /** Answers as a server does that takes a millisecond for each, and logs it. */
    private static final String SERVER = """
            #!/usr/bin/env python3
            for i in range(20000):
                sum(j * j for j in range(15000))
                print("GET /orders/%d 200" % i, "x" * 80, flush=True)
            """;

    void measure(int rounds) throws IOException, InterruptedException {
        home.run("apps:create", "app");
        row("an awk that prints 1 GB of one line", AWK, rounds);
        row("a Python program that logs 1 GB by its logging module", PYTHON, rounds);
        home.run("logs:router", "--stop");
    }

    private Path program(String text) throws IOException {
        Path program = Files.writeString(home.workshop().file("program"), text);
        if (!program.toFile().setExecutable(true)) {
            throw new IOException(program + " cannot be made executable");
        }
        return program;
    }

    /** The same of several that run side by side. */
    void up(int rounds) throws IOException, InterruptedException {
        home.run("apps:create", "app");
        Path program = program(SERVER);
        Path procfile =
                Files.writeString(home.workshop().file("Procfile"), "one: " + program + "\ntwo: " + program + "\n");
        List<String> up = Home.command("up", "--no-manifest", "-a", "app", "--procfile", procfile.toString());
        List<String> shell = List.of("sh", "-c", program + " & " + program + " & wait");
        Series alone = new Series();
        Series together = new Series();
        for (int round = 0; round < rounds; round++) {
            alone.add(seconds(shell));
            together.add(seconds(up));
        }
        row("`vektra up` of two Python programs that work and log", together, alone, 1.03);
        home.run("logs:router", "--stop");
    }

    private void row(String what, String text, int rounds) throws IOException, InterruptedException {
        Path program = program(text);
        home.run("run", "--logs", "-a", "app", "--", "true");
        Series alone = new Series();
        Series collected = new Series();
        for (int round = 0; round < rounds; round++) {
            alone.add(seconds(List.of(program.toString())));
            collected.add(seconds(Home.command("run", "--logs", "-a", "app", "--", program.toString())));
        }
        row("`vektra run` of " + what, collected, alone, 1.05);
    }

    private void row(String what, Series collected, Series alone, double goal) {
        double ratio = collected.median() / alone.median();
        table.row(
                what,
                figure(collected),
                "",
                "",
                "the same alone",
                figure(alone),
                "",
                Goal.times(ratio),
                Goal.atMost(goal, ratio));
    }

    private double seconds(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(home.environment());
        long start = System.nanoTime();
        home.workshop().started(builder.start()).waitFor();
        return (System.nanoTime() - start) / 1e9;
    }

    private static String figure(Series seconds) {
        return String.format(Locale.ROOT, "%.2f s", seconds.median());
    }
}
