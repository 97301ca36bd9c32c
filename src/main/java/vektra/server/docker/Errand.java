package vektra.server.docker;

import java.time.Duration;
import java.util.Optional;
import vektra.model.text.VektraException;
import vektra.server.process.Patience;

/** Runs a program of an image to its end, in a container of its own that is gone afterwards. */
record Errand(Engine engine, String name) {
    private static final Duration LONG = Duration.ofMinutes(10);

    /** What the program said; a failure is UNAVAILABLE and carries the end of it. */
    String run(Plan plan) {
        Container container = new Container(engine, name);
        // one that a crash left
        container.remove();
        container.create(plan);
        try {
            container.start();
            Container.Seen[] last = new Container.Seen[1];
            boolean ended = Patience.await(LONG, () -> {
                Optional<Container.Seen> seen = container.look();
                seen.ifPresent(now -> last[0] = now);
                return seen.isEmpty() || !seen.get().running();
            });
            String said = container.log(40).strip();
            if (!ended || last[0] == null || last[0].exitCode() != 0) {
                throw VektraException.unavailable(
                        plan.command().get(0) + " of the image " + plan.image()
                                + (ended ? " fails: " : " does not end: ") + said,
                        null,
                        null);
            }
            return said;
        } finally {
            container.remove();
        }
    }
}
