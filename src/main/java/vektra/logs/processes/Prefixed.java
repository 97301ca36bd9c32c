package vektra.logs.processes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** What one process prints, as whole lines behind its name, on a stream that others print on as well. */
final class Prefixed implements WritableByteChannel {
    /** A line that is longer is printed in pieces, so that no program fills the memory. */
    private static final int LONGEST = 64 * 1024;

    private final byte[] prefix;
    private final WritableByteChannel to;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /** @param to also the lock that keeps lines whole */
    Prefixed(String prefix, WritableByteChannel to) {
        this.prefix = prefix.getBytes(UTF_8);
        this.to = to;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (line.size() == 0) {
                line.writeBytes(prefix);
            }
            line.write(next);
            if (next == '\n') {
                line.writeTo(whole);
                line.reset();
            } else if (line.size() >= LONGEST) {
                end(whole);
            }
        }
        print(whole);
        return length;
    }

    private void end(ByteArrayOutputStream whole) throws IOException {
        line.write('\n');
        line.writeTo(whole);
        line.reset();
    }

    private void print(ByteArrayOutputStream whole) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(whole.toByteArray());
        synchronized (to) {
            while (rest.hasRemaining()) {
                to.write(rest);
            }
        }
    }

    @Override
    public boolean isOpen() {
        return to.isOpen();
    }

    /** Ends a line that the process did not end; what it printed on stays open. */
    @Override
    public void close() throws IOException {
        if (line.size() > 0) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            end(whole);
            print(whole);
        }
    }
}
