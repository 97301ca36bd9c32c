package vektra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is lost, and what comes twice, on bad days. */
record Losses(Workshop workshop, Destination destination, Table table) {
    private static final int COUNT = 400_000;
    private static final int RATE = 40_000;

    private enum Source {
        FILE("file", 0),
        PIPE("pipe", 0),
        /** What a killed router had not yet read cannot be known to its sender. */
        TCP("TCP input", COUNT / 500);

        private final String title;
        private final int allowed;

        Source(String title, int allowed) {
            this.title = title;
            this.allowed = allowed;
        }
    }

    private enum Day {
        KILLED("router killed", true, false),
        BOTH("router killed while the destination is down", true, true),
        DOWN("destination down for 5 s", false, true);

        private final String title;
        private final boolean kills;
        private final boolean takesDown;

        Day(String title, boolean kills, boolean takesDown) {
            this.title = title;
            this.kills = kills;
            this.takesDown = takesDown;
        }
    }

    void measure() throws IOException, InterruptedException {
        for (boolean encrypted : new boolean[] {false, true}) {
            for (Source source : Source.values()) {
                for (Day day : Day.values()) {
                    measure(encrypted, source, day);
                }
            }
        }
    }

    private void measure(boolean encrypted, Source source, Day day) throws IOException, InterruptedException {
        String kind = encrypted ? "TLS" : "TCP";
        Home home = workshop.home("home-" + kind + source + day);
        destination.up();
        destination.reset(COUNT);
        workshop.run(home.environment(), Router.enable(destination, encrypted));
        home.run("apps:create", "app");
        Router router = Router.vektra(home, Port.free());
        Path file = Files.createFile(workshop.file(kind + source + day + ".txt"));
        Process tail = source == Source.FILE ? tail(home, file) : null;
        Process feeding = feed(home, source, router, file);
        Thread.sleep(3000);
        spoil(day, source, home, router);
        feeding.waitFor();
        FrameCount.Counts came = destination.settled(COUNT);
        long missing = COUNT - came.different();
        table.row(
                source.title + " to " + kind + ", " + day.title,
                String.format(Locale.ROOT, "%,d of %,d missing, %,d twice", missing, COUNT, came.twice()),
                "",
                "",
                "",
                "",
                "",
                "",
                Goal.verdict("at most " + source.allowed + " missing", missing <= source.allowed));
        System.err.println(table.last());
        end(home, tail);
    }

    private static Process tail(Home home, Path file) throws IOException, InterruptedException {
        Process tail = home.start(file.getFileName() + ".tail", "logs:tail", file.toString(), "-a", "app");
        Thread.sleep(1500);
        return tail;
    }

    private Process feed(Home home, Source source, Router router, Path file) throws IOException {
        int port = source == Source.TCP ? router.port() : 0;
        List<String> generator = Generator.command(port, COUNT, RATE);
        List<String> command = new ArrayList<>();
        switch (source) {
            case FILE ->
                command.addAll(List.of("sh", "-c", "to=$1; shift; exec \"$@\" >>\"$to\"", "sh", file.toString()));
            case PIPE -> {
                command.addAll(List.of("sh", "-c", "to=$1; shift; \"$@\" | \"$to\" logs:pipe --quiet -a app", "sh"));
                command.addAll(Home.command());
            }
            case TCP -> {}
        }
        command.addAll(generator);
        return workshop.start(home.environment(), file.getFileName() + ".generator", command);
    }

    /** Makes the day a bad one. */
    private void spoil(Day day, Source source, Home home, Router router) throws IOException, InterruptedException {
        if (day.takesDown) {
            destination.down();
            Thread.sleep(2000);
        }
        if (day.kills) {
            router.kill();
            // what collects lines starts one by itself
            if (source == Source.TCP) {
                Router.vektra(home, router.port());
            }
        }
        if (day.takesDown) {
            Thread.sleep(3000);
            destination.up();
        }
    }

    private static void end(Home home, @Nullable Process tail) throws IOException, InterruptedException {
        if (tail != null) {
            tail.destroyForcibly().waitFor();
        }
        home.run("logs:router", "--stop");
    }
}
