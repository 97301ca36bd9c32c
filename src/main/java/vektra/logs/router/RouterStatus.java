package vektra.logs.router;

import java.time.Instant;
import java.util.List;
import vektra.logs.ship.DrainStatus;

/**
 * How a router does.
 *
 * @param sources connected right now
 * @param drains by name
 */
public record RouterStatus(long pid, Instant since, int sources, List<DrainStatus> drains) {}
