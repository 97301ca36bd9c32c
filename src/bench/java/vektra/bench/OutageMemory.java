package vektra.bench;

import java.io.IOException;
import java.util.Map;

/** Whether the router's memory grows while the destination is away. */
record OutageMemory(Workshop workshop, Destination destination, Table table) {
    private static final int RATE = 40_000;
    private static final int SOON = 10;
    private static final int LATE = 60;

    void measure() throws IOException, InterruptedException {
        destination.down();
        Router router = Router.vektra(workshop, "outage", destination, false);
        destination.reset(RATE * LATE);
        send(router, SOON);
        long before = Usage.resident(router.process());
        send(router, LATE - SOON);
        long after = Usage.resident(router.process());
        destination.up();
        double ratio = (double) after / before;
        table.row(
                "memory after 60 s without the destination, 40,000/s",
                after + " MiB",
                "",
                "",
                "after 10 s",
                before + " MiB",
                "",
                Goal.times(ratio),
                Goal.atMost(1.1, ratio));
        router.kill();
    }

    private void send(Router router, int seconds) throws IOException, InterruptedException {
        workshop.run(Map.of(), Generator.command(router.port(), RATE * seconds, RATE));
    }
}
