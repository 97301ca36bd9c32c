package vektra.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many transactions pgbench makes on a server with an archive, against one without, in turns. */
record ArchivedWrites(Workshop workshop, Table table) {
    private static final Pattern SPEED = Pattern.compile("tps = ([0-9.]+)");

    void measure(int rounds) throws IOException, InterruptedException {
        Home with = home("with", "on");
        Home without = home("without", "off");
        Series ours = new Series();
        Series theirs = new Series();
        for (int round = 0; round <= rounds; round++) {
            double archived = speed(with);
            double plain = speed(without);
            if (round > 0) {
                ours.add(archived);
                theirs.add(plain);
            }
        }
        double ratio = ours.median() / theirs.median();
        table.row(
                "pgbench, 4 clients, with an archive",
                Table.figure(ours.median(), "a second"),
                "the same without",
                Table.figure(theirs.median(), "a second"),
                Goal.times(ratio),
                Goal.atLeast(0.9, ratio));
    }

    private Home home(String name, String archive) throws IOException, InterruptedException {
        Home home = workshop.home(name);
        home.run("addons:enable", "postgres", "--archive", archive);
        workshop.run(
                Map.of(),
                List.of("pgbench", "-q", "-i", "-s", "10", Psql.of(home).admin()));
        return home;
    }

    private double speed(Home home) throws IOException, InterruptedException {
        String said = workshop.run(
                        Map.of(),
                        List.of(
                                "pgbench",
                                "-c",
                                "4",
                                "-j",
                                "2",
                                "-T",
                                "20",
                                Psql.of(home).admin()))
                .output();
        Matcher matcher = SPEED.matcher(said);
        if (!matcher.find()) {
            throw new IllegalStateException(said);
        }
        return Double.parseDouble(matcher.group(1));
    }
}
