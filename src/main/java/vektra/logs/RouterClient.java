package vektra.logs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vektra.model.Drain;
import vektra.model.DrainName;
import vektra.spi.Background;

/** Asks the router of a home, and tells it what to do. */
public record RouterClient(Path home, Background background) {
    /** What became of a line sent to try a drain. */
    public enum Outcome {
        /** It was sent; whether it arrived, the far end does not say. */
        ACCEPTED,
        /** The far end confirmed it. */
        DELIVERED
    }

    /** Empty when no router runs. */
    public Optional<RouterStatus> status() {
        return Optional.empty();
    }

    /** How each of these drains does: as the router says, or when none runs, as its files say. */
    public List<DrainStatus> drains(List<Drain> drains) {
        return List.of();
    }

    /** Ends the router in good order and waits for that; false when none runs, UNAVAILABLE when it takes longer. */
    public boolean stop(Duration longest) {
        return false;
    }

    /**
     * Sends one line to a drain, starting the router if need be; UNAVAILABLE with the reason when it did not get through.
     *
     * @param marker the message
     */
    public Outcome test(DrainName drain, String marker, Duration longest) {
        return Outcome.ACCEPTED;
    }
}
