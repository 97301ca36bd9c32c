package vektra.logs.router;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vektra.logs.line.Batch;
import vektra.logs.ship.DrainStatus;
import vektra.logs.ship.Shipper;
import vektra.logs.ship.Standing;
import vektra.logs.spool.Cursor;
import vektra.logs.spool.CursorFile;
import vektra.logs.spool.Segments;
import vektra.logs.spool.Spool;
import vektra.logs.spool.SpoolReader;
import vektra.model.logs.Drain;
import vektra.model.logs.LogLine;
import vektra.model.logs.LogStream;

/** Looks how drains do, and counts what waits for them. */
public final class Survey {
    /** Beyond that it is estimated how many lines wait. */
    private static final long COUNTED_BYTES = 512 << 20;

    private final Segments segments;
    private final Instant now;

    Survey(Segments segments, Instant now) {
        this.segments = segments;
        this.now = now;
    }

    /** How a drain of a running router does. */
    DrainStatus of(Shipper shipper) throws IOException {
        Cursor cursor = shipper.cursor();
        Standing standing = shipper.standing();
        Standing.@Nullable Problem problem = standing.problem();
        boolean blocked = shipper.blocks() && shipper.excess() > 0;
        Waiting waiting = waiting(cursor.unsent(), shipper.drain()::takes);
        return new DrainStatus(
                shipper.drain().name(),
                blocked ? DrainStatus.State.BLOCKED : standing.state(),
                waiting.lines,
                waiting.bytes,
                waiting.lag(now),
                shipper.rate().perSecond(),
                cursor.delivered(),
                cursor.lost(),
                cursor.lostAt(),
                problem == null ? null : problem.message(),
                problem == null ? null : problem.at(),
                standing.connectedAt());
    }

    /** How a drain does while no router runs. */
    DrainStatus of(Drain drain, CursorFile file) throws IOException {
        CursorFile.State state = file.read();
        Waiting waiting =
                state == null ? new Waiting(0, 0, 0) : waiting(new Spool.Place(state.sent(), 0), drain::takes);
        return new DrainStatus(
                drain.name(),
                DrainStatus.State.STOPPED,
                waiting.lines,
                waiting.bytes,
                waiting.lag(now),
                0,
                state == null ? 0 : state.delivered(),
                state == null ? 0 : state.lost(),
                state == null ? null : state.last(),
                null,
                null,
                null);
    }

    private record Waiting(long lines, long bytes, long oldestMicros) {
        private Duration lag(Instant now) {
            Instant oldest = LogLine.time(oldestMicros);
            return lines == 0 || oldest.isAfter(now) ? Duration.ZERO : Duration.between(oldest, now);
        }
    }

    private Waiting waiting(Spool.Place from, Predicate<LogStream> taken) throws IOException {
        long end = segments.end();
        long lines = 0;
        long bytes = 0;
        long oldest = 0;
        try (SpoolReader reader = new SpoolReader(segments)) {
            reader.seek(from.position(), from.sequence());
            Batch batch = reader.skim();
            while (batch != null && reader.position() <= end && reader.position() - from.position() < COUNTED_BYTES) {
                if (batch.count() > 0 && taken.test(batch.stream())) {
                    oldest = lines == 0 ? batch.micros() : oldest;
                    lines += batch.count();
                    bytes += batch.length();
                }
                batch = reader.skim();
            }
            long counted = reader.position() - from.position();
            double all = counted > 0 && counted >= COUNTED_BYTES ? (double) (end - from.position()) / counted : 1;
            return new Waiting(Math.round(lines * all), Math.round(bytes * all), oldest);
        }
    }
}
