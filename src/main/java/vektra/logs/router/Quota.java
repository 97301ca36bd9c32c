package vektra.logs.router;

import java.io.IOException;
import vektra.logs.line.Batch;
import vektra.logs.ship.Shipper;
import vektra.logs.spool.Cursor;
import vektra.logs.spool.Segments;
import vektra.logs.spool.Spool;
import vektra.logs.spool.SpoolReader;

/** How much may wait for a drain: gives up the oldest lines of a drain that rather loses some, and counts them. */
public final class Quota implements AutoCloseable {
    private final SpoolReader reader;

    Quota(Segments segments) {
        reader = new SpoolReader(segments);
    }

    /** Gives up what exceeds the quota. */
    void hold(Shipper shipper) throws IOException {
        long excess = shipper.blocks() ? 0 : shipper.excess();
        if (excess > 0) {
            drop(shipper, shipper.cursor().fresh().position() + excess);
        }
    }

    /** Gives up whole records until none that begins before a position is left. */
    synchronized void drop(Shipper shipper, long position) throws IOException {
        try {
            dropUntil(shipper, position);
        } finally {
            reader.letGo();
        }
    }

    private void dropUntil(Shipper shipper, long position) throws IOException {
        Cursor cursor = shipper.cursor();
        Spool.Place at = cursor.fresh();
        while (at.position() < position) {
            if (reader.position() != at.position()) {
                reader.seek(at.position(), at.sequence());
            }
            Batch batch = reader.skim();
            if (batch == null) {
                return;
            }
            boolean theirs = shipper.drain().takes(batch.stream());
            long lost = reader.missing() + (theirs ? batch.count() + batch.lost() : 0);
            cursor.drop(at.position(), new Spool.Place(reader.position(), reader.expected()), lost);
            at = cursor.fresh();
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
