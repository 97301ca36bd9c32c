package vektra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the uptime of a large log of Ferret's lines costs, against mawk in turns; both must give the right one. */
record UptimeSpeed(Workshop workshop, Home home, Table table) {
    private static final long SIZE = 1L << 30;
    private static final double MOST_COLD = 2.2;
    private static final double MOST_AGAIN = 0.3;

    /** By the last fields, which is right as long as the order of Ferret's fields is. */
    private static final String LAST_FIELDS =
            "$NF == \"measure=uptime\" { runs++; ok += $(NF-1) == \"val=100\" } END { print runs, ok }";

    /** By the names of the fields, wherever they are, as if no monitor could print them. */
    private static final String ALL_FIELDS = "{ v = \"\"; m = \"\";"
            + " for (i = 1; i <= NF; i++) { n = split($i, p, \"=\"); if (n == 2) {"
            + " if (p[1] == \"val\") v = p[2]; if (p[1] == \"measure\") m = p[2] } }"
            + " if (m == \"uptime\") { runs++; ok += v == \"100\" } } END { print runs, ok }";

    void measure(int rounds) throws IOException, InterruptedException {
        MonitorLog log = MonitorLog.make(workshop.file("ferret.log"), SIZE);
        String file = log.file().toString();
        home.warm("monitors:uptime", "--json");
        Series cold = new Series();
        Series again = new Series();
        Series seconds = new Series();
        Series last = new Series();
        Series all = new Series();
        for (int round = 0; round < rounds; round++) {
            Workshop.delete(home.folder().resolve("monitors/index"));
            cold.add(ours(log));
            Cost kept = workshop.cost(home.environment(), Home.command("monitors:uptime", file, "--format", "csv"));
            again.add(kept.processor());
            seconds.add(kept.seconds());
            last.add(mawk(LAST_FIELDS, file, log.runs() + " " + log.ok()));
            all.add(mawk(ALL_FIELDS, file, ""));
        }
        Workshop.delete(home.folder().resolve("monitors/index"));
        double peak = workshop.peak(home.environment(), Home.command("monitors:uptime", file, "--json"));
        String memory = Table.figure(peak, "MiB") + ", heap 64";
        row("`monitors:uptime` of 1 GiB, at most " + memory, cold, "mawk, by the last fields", last, MOST_COLD);
        row("`monitors:uptime` of 1 GiB", cold, "mawk, by all fields: wrong", all, MOST_COLD);
        row(
                String.format(Locale.ROOT, "the same log again, %.2f s", seconds.median()),
                again,
                "mawk, by the last fields",
                last,
                MOST_AGAIN);
    }

    private double ours(MonitorLog log) throws IOException, InterruptedException {
        double spent = workshop.cost(
                        home.environment(),
                        Home.command("monitors:uptime", log.file().toString(), "--format", "csv"))
                .processor();
        long runs = 0;
        long ok = 0;
        for (String line : Files.readAllLines(workshop.file("out"))) {
            String[] cells = line.split(",", -1);
            if (!cells[0].equals("source")) {
                runs += Long.parseLong(cells[3]);
                ok += Long.parseLong(cells[4]);
            }
        }
        if (runs != log.runs() || ok != log.ok()) {
            throw new IllegalStateException("wrong: " + runs + " runs, " + ok + " ok instead of " + log);
        }
        return spent;
    }

    private double mawk(String program, String file, String wanted) throws IOException, InterruptedException {
        double spent = workshop.cost(Map.of(), List.of("mawk", program, file)).processor();
        String printed = Files.readString(workshop.file("out")).strip();
        if (!wanted.isEmpty() && !printed.equals(wanted)) {
            throw new IllegalStateException("mawk counts " + printed + " instead of " + wanted);
        }
        return spent;
    }

    private void row(String what, Series ours, String peer, Series theirs, double most) {
        table.row(
                what,
                String.format(Locale.ROOT, "%.2f CPU s", ours.median()),
                peer,
                String.format(Locale.ROOT, "%.2f CPU s", theirs.median()),
                Goal.times(ours.median() / theirs.median()),
                Goal.atMost(most, ours.median()));
    }
}
