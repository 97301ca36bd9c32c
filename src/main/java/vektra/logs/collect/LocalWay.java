package vektra.logs.collect;

import java.nio.ByteBuffer;
import java.time.Duration;
import vektra.logs.line.BatchBuilder;
import vektra.logs.line.Intake;
import vektra.model.logs.LogStream;

/** The way of a file in the router's own process. */
public final class LocalWay implements Way {
    private final Intake intake;
    private final String origin;
    private final BatchBuilder builder;

    LocalWay(Intake intake, String origin, LogStream stream) {
        this.intake = intake;
        this.origin = Feed.FILE + origin;
        this.builder = new BatchBuilder(this.origin, stream);
    }

    @Override
    public long position() {
        return intake.position(origin);
    }

    @Override
    public void add(long micros, int priority, int part, boolean more, byte[] bytes, int from, int to) {
        if (!builder.takes(to - from, micros)) {
            ship(position());
        }
        builder.add(micros, priority, part, more, bytes, from, to);
    }

    @Override
    public void send(long position) {
        ship(position);
    }

    private void ship(long position) {
        ByteBuffer record = builder.finish(position);
        intake.take(record);
        builder.clear();
    }

    @Override
    public void flush(Duration longest) {
        // what was handed in is written
    }

    @Override
    public long missing() {
        return 0;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
