package vektra.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** What the last router left of a spool: what its newest segment holds, without a torn end. */
final class Recovery {
    private final Segments segments;
    private final Origins origins;
    private long sequence;
    private long good;
    private boolean marked;

    Recovery(Segments segments, Origins origins) {
        this.segments = segments;
        this.origins = origins;
    }

    /** The place behind the last sound record, with which the spool now ends; all zero when there was no spool. */
    Spool.Place left() throws IOException {
        if (segments.isEmpty()) {
            return new Spool.Place(0, 0);
        }
        long newest = segments.last();
        good = newest;
        read(newest);
        Long before = segments.before(newest);
        if (!marked && before != null) {
            // it was torn before all that it begins with was there
            read(before);
        }
        try (FileChannel file = LogFiles.open(segments.file(newest))) {
            count(file, good - newest);
            file.truncate(good - newest);
        }
        segments.end(good);
        return new Spool.Place(segments.end(), sequence);
    }

    /** The lines of a torn record are lost, but not unknown; those of a file lie there still and come again. */
    private void count(FileChannel file, long offset) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(Batch.LONGEST_HEAD);
        file.read(head, offset);
        Batch torn = Batch.skim(head, 0, head.position());
        if (torn != null && !Origins.isFile(torn.origin())) {
            sequence = Math.max(sequence, torn.sequence() + torn.count());
        }
    }

    private void read(long segment) throws IOException {
        try (SpoolReader reader = new SpoolReader(segments)) {
            reader.seek(segment, 0);
            Batch batch = reader.next();
            while (batch != null) {
                take(batch);
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
