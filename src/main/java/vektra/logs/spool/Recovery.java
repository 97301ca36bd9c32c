package vektra.logs.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import vektra.logs.line.Batch;
import vektra.logs.line.Origins;

/** What the last router left of a spool: what its newest segment holds, without a torn end. */
public final class Recovery {
    private final Segments segments;
    private final Origins origins;
    private final Torn torn;
    private long sequence;
    private long good;
    private boolean marked;

    Recovery(Segments segments, Origins origins, Torn torn) {
        this.segments = segments;
        this.origins = origins;
        this.torn = torn;
    }

    /** The place behind the last sound record, with which the spool now ends; all zero when there was no spool. */
    Spool.Place left() throws IOException {
        if (segments.isEmpty()) {
            return new Spool.Place(0, 0);
        }
        long newest = segments.last();
        good = newest;
        read(newest, true);
        Long before = segments.before(newest);
        if (!marked && before != null) {
            // it was torn before all that it begins with was there
            read(before, false);
        }
        try (FileChannel file = LogFiles.open(segments.file(newest))) {
            note(file, good - newest);
            file.truncate(good - newest);
        }
        segments.end(good);
        return new Spool.Place(segments.end(), sequence);
    }

    private void note(FileChannel file, long offset) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(Batch.LONGEST_HEAD);
        file.read(head, offset);
        Batch end = Batch.torn(head, head.position());
        if (end != null) {
            torn.add(end);
        }
    }

    /** @param last whether it was begun behind all records that were torn before */
    private void read(long segment, boolean last) throws IOException {
        try (SpoolReader reader = new SpoolReader(segments)) {
            reader.seek(segment, 0);
            Batch batch = reader.next();
            while (batch != null) {
                take(batch);
                if (last) {
                    torn.cameAgain(batch);
                }
                good = Math.max(good, reader.position());
                batch = reader.next();
            }
        }
    }

    private void take(Batch batch) {
        if (Spool.isMark(batch)) {
            marked = true;
        } else {
            origins.moved(batch.origin(), batch.position());
        }
        sequence = Math.max(sequence, batch.sequence() + batch.count());
    }
}
