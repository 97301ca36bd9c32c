package vektra.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How long the quickest commands take. */
record StartUp(Home home, Jdk jdk, Table table) {
    /** As the launcher has them. */
    private static final List<String> FLAGS = List.of(
            "-XX:+UseG1GC",
            "-Xmn8m",
            "-XX:TieredStopAtLevel=1",
            "-XX:CompileThresholdScaling=4",
            "-Xmx128m",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0",
            "-XX:-AOTReplayTraining",
            "-XX:-UsePerfData",
            "-Xlog:disable",
            "-Xlog:all=error:stderr");

    /** What an assistant's program sends first. */
    private static final String INITIALIZE = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
            + "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"bench\",\"version\":\"1\"}}}";

    /** Where node takes 75 ms, as on an idle machine, these are the 1.5 seconds that it may wait for the answer. */
    private static final double ANSWERED = 20;

    void measure(int rounds) throws IOException, InterruptedException {
        home.warm("addons", "-a", "app");
        List<String> empty = new ArrayList<>(Workshop.java(FLAGS, EmptyProgram.class));
        empty.set(0, jdk.program());
        Turns turns = new Turns(home.workshop());
        Series jvm = turns.add(home.environment(), empty);
        Series node = turns.add(home.environment(), List.of("node", "-e", "0"));
        Series addons = turns.add(home.environment(), Home.command("addons", "-a", "app"));
        Series run = turns.add(home.environment(), Home.command("run", "-a", "app", "--", "true"));
        String mcp = "echo '" + INITIALIZE + "' | " + String.join(" ", Home.command("mcp"));
        Series assistant = turns.add(home.environment(), List.of("sh", "-c", mcp));
        turns.take(rounds);
        String listing = "`vektra addons -a app`";
        row(listing, addons, "an empty JVM, same flags", jvm, 2.2);
        row(listing, addons, "`node -e 0`", node, 1.2);
        row("`vektra run -a app -- true`", run, listing, addons, 1.25);
        row("`vektra mcp` with an answered `initialize`", assistant, "`node -e 0`", node, ANSWERED);
    }

    private void row(String what, Series ours, String peer, Series theirs, double most) {
        table.ratio(what + ", " + jdk.title(), ours.median(), "ms", peer, theirs.median(), most);
    }
}
