package vektra.provider.sqs.server.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One client. Its requests are answered one after the other; only the server's thread touches its fields. */
final class Connection {
    private static final byte[] GO_ON = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_AHEAD = 64 << 10;

    /** The first byte of TLS, which no request of HTTP begins with. */
    private static final byte HANDSHAKE = 22;

    /** What it is doing, and so how long it may take. */
    enum Phase {
        IDLE,
        SENDING,
        AWAITING_ANSWER,
        WRITING
    }

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Function<Connection, Line> secure;
    private final boolean onlySecure;
    private final Parser parser = new Parser();
    private @Nullable Line line;
    private Phase phase = Phase.IDLE;
    private long since;
    private @Nullable ByteBuffer out;
    private boolean last;
    private boolean leaveGiven;
    private @Nullable Answer current;
    private int requestSize;
    private volatile boolean closed;
    private long counted;

    /**
     * @param secure makes its line when it begins with TLS
     * @param onlySecure whether it must
     */
    Connection(
            SocketChannel channel, SelectionKey key, Function<Connection, Line> secure, boolean onlySecure, long now) {
        this.channel = channel;
        this.key = key;
        this.secure = secure;
        this.onlySecure = onlySecure;
        this.since = now;
    }

    SocketChannel channel() {
        return channel;
    }

    Phase phase() {
        return phase;
    }

    long since() {
        return since;
    }

    @Nullable
    Answer current() {
        return current;
    }

    boolean isSecure() {
        return line != null && line.isSecure();
    }

    /** How much more memory it takes than when that was asked last. */
    long grown() {
        long now = closed ? 0 : held();
        long more = now - counted;
        counted = now;
        return more;
    }

    private long held() {
        return (long) parser.held()
                + requestSize
                + (out == null ? 0 : out.remaining())
                + (line == null ? 0 : line.held());
    }

    /** Takes what has come; false at the end of the stream. */
    boolean read(ByteBuffer buffer, long now) throws IOException {
        buffer.clear();
        int count = channel.read(buffer);
        if (count < 0) {
            return false;
        }
        buffer.flip();
        if (isLast() || !buffer.hasRemaining()) {
            return true;
        }
        if (line == null) {
            line = buffer.get(0) == HANDSHAKE ? secure.apply(this) : new PlainLine(channel);
        }
        if (phase == Phase.IDLE) {
            enter(Phase.SENDING, now);
        }
        return take(line, buffer);
    }

    /** Goes on where something was to be done elsewhere first. */
    boolean resume() throws IOException {
        return closed || line == null || take(line, Line.NOTHING);
    }

    private boolean take(Line from, ByteBuffer came) throws IOException {
        boolean open = from.take(came, parser::add);
        if (phase == Phase.SENDING && parser.isEmpty() && !from.isPartway()) {
            phase = Phase.IDLE;
        }
        await(from);
        return open;
    }

    /** Waits for what comes, or for the client to take what is left. */
    private void await(Line at) {
        boolean ahead = phase == Phase.AWAITING_ANSWER && parser.held() > MOST_AHEAD;
        boolean writes = out != null || at.isBlocked();
        key.interestOps(writes ? SelectionKey.OP_WRITE : ahead || at.isBusy() ? 0 : SelectionKey.OP_READ);
    }

    /** The next request that is whole, unless one is being answered. */
    @Nullable
    Request next(long now) throws IOException, Malformed {
        if (line == null || phase == Phase.AWAITING_ANSWER || phase == Phase.WRITING) {
            return null;
        }
        if (onlySecure && !line.isSecure()) {
            throw new Malformed(400, "this server speaks TLS: https:// is the way to it");
        }
        Request request = parser.next();
        if (request == null) {
            if (parser.waits() && !leaveGiven) {
                leaveGiven = true;
                line.write(ByteBuffer.wrap(GO_ON));
                await(line);
            }
            return null;
        }
        leaveGiven = false;
        last = request.header("connection").equalsIgnoreCase("close");
        requestSize = request.body().length;
        enter(Phase.AWAITING_ANSWER, now);
        return line.isSecure() ? request.secured() : request;
    }

    void answering(Answer answer) {
        current = answer;
    }

    void refuse(int status, String message, long now) throws IOException {
        last = true;
        write(
                new Response(
                        status,
                        Map.of("Content-Type", "text/plain"),
                        (message + "\n").getBytes(StandardCharsets.UTF_8)),
                now);
    }

    /** Writes what the client takes at once, and the rest when it takes more. */
    void write(Response response, long now) throws IOException {
        current = null;
        requestSize = 0;
        out = ByteBuffer.wrap(response.bytes(last));
        enter(Phase.WRITING, now);
        flush(now);
    }

    /** Goes on writing. */
    void flush(long now) throws IOException {
        Line to = line;
        if (to == null) {
            return;
        }
        boolean all = to.write(out == null ? Line.NOTHING : out);
        if (all && out != null) {
            out = null;
            if (last) {
                to.end();
            }
            enter(parser.isEmpty() && !to.isPartway() ? Phase.IDLE : Phase.SENDING, now);
        }
        if (all && !isLast()) {
            take(to, Line.NOTHING);
        }
        await(to);
    }

    boolean isLast() {
        return last && out == null && phase != Phase.AWAITING_ANSWER;
    }

    private void enter(Phase next, long now) {
        phase = next;
        since = now;
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }
}
