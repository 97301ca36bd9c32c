package vektra.provider.sqs.server.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** TLS. Between two calls it keeps the part of a record that has come, and the part of one that the client has not taken. */
final class TlsLine implements Line {
    /** What an engine takes while nothing is under way, as measured. */
    static final int COST = 12 << 10;

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final ByteBuffer scratch;
    private final Consumer<Runnable> elsewhere;
    private ByteBuffer came = NOTHING;
    private ByteBuffer left = NOTHING;
    private volatile boolean busy;

    /**
     * @param scratch larger than any record; shared by all, empty between two calls
     * @param elsewhere has what takes long done by another thread, after which {@link #take} goes on
     */
    TlsLine(SocketChannel channel, SSLEngine engine, ByteBuffer scratch, Consumer<Runnable> elsewhere) {
        this.channel = channel;
        this.engine = engine;
        this.scratch = scratch;
        this.elsewhere = elsewhere;
    }

    @Override
    public boolean take(ByteBuffer more, Consumer<ByteBuffer> to) throws IOException {
        ByteBuffer all = came.hasRemaining() ? joined(came, more) : more;
        try {
            return decrypt(all, to);
        } catch (SSLException e) {
            // the client learns why
            encrypt(NOTHING);
            throw e;
        } finally {
            came = all.hasRemaining() ? joined(all, NOTHING) : NOTHING;
        }
    }

    /** Goes on until a record is not whole, or something must be done first. */
    private boolean decrypt(ByteBuffer all, Consumer<ByteBuffer> to) throws IOException {
        while (!busy && !left.hasRemaining()) {
            HandshakeStatus next = engine.getHandshakeStatus();
            if (next == HandshakeStatus.NEED_TASK) {
                busy = true;
                elsewhere.accept(this::work);
            } else if (next == HandshakeStatus.NEED_WRAP) {
                if (encrypt(NOTHING) == Status.CLOSED) {
                    return false;
                }
            } else {
                SSLEngineResult result = engine.unwrap(all, scratch.clear());
                if (scratch.flip().hasRemaining()) {
                    to.accept(scratch);
                }
                if (result.getStatus() != Status.OK) {
                    return result.getStatus() == Status.BUFFER_UNDERFLOW;
                }
            }
        }
        return true;
    }

    private void work() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        busy = false;
    }

    @Override
    public boolean write(ByteBuffer from) throws IOException {
        channel.write(left);
        while (!left.hasRemaining() && from.hasRemaining()) {
            int before = from.remaining();
            if (encrypt(from) == Status.CLOSED || (from.remaining() == before && !isHandshaking())) {
                throw new SSLException("the session has ended");
            }
        }
        return !left.hasRemaining();
    }

    /** Writes one record. */
    private Status encrypt(ByteBuffer from) throws IOException {
        Status status = engine.wrap(from, scratch.clear()).getStatus();
        channel.write(scratch.flip());
        left = scratch.hasRemaining() ? joined(scratch, NOTHING) : NOTHING;
        return status;
    }

    @Override
    public void end() throws IOException {
        engine.closeOutbound();
        encrypt(NOTHING);
        channel.shutdownOutput();
    }

    private boolean isHandshaking() {
        return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public boolean isBusy() {
        return busy;
    }

    @Override
    public boolean isPartway() {
        return came.hasRemaining() || isHandshaking();
    }

    @Override
    public boolean isBlocked() {
        return left.hasRemaining();
    }

    @Override
    public long held() {
        return COST + (long) came.capacity() + left.capacity();
    }

    private static ByteBuffer joined(ByteBuffer one, ByteBuffer other) {
        return ByteBuffer.allocate(one.remaining() + other.remaining())
                .put(one)
                .put(other)
                .flip();
    }
}
