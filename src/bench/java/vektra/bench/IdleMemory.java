package vektra.bench;

import java.io.IOException;
import java.util.Locale;

/**
 * How much memory servers take that have been asked little and now wait: the proportional share (PSS), which counts what is
 * shared with other processes in parts, of each server and what it started.
 */
record IdleMemory(Home home, Table table) {
    private static final int REST = 10_000;

    void measure() throws IOException, InterruptedException {
        Thread.sleep(REST);
        row("mariadb", megabytes("mariadb"), 64);
        row("s3", megabytes("s3"), 110);
        row("sqs` and `sns", megabytes("sqs") + megabytes("sns"), 170);
        row("rabbitmq", megabytes("rabbitmq"), 0);
    }

    private double megabytes(String service) throws IOException {
        return Usage.proportional(home.server(service)) / 1e6;
    }

    private void row(String services, double value, int goal) {
        table.row(
                "idle memory of `" + services + "`",
                String.format(Locale.ROOT, "%.0f MB", value),
                goal == 0 ? "-" : "goal",
                goal == 0 ? "-" : goal + " MB",
                "",
                goal == 0 ? "-" : value <= goal ? "met" : "missed");
    }
}
