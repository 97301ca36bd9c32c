package vektra.remote;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vektra.model.text.VektraException;
import vektra.relay.Side;

/** A connection to a server behind a remote. */
final class Tunnel implements Side {
    private final Wire wire;
    private final DataInputStream frames;
    private final Sender sender;
    private final InputStream in = new Received();

    private Tunnel(Wire wire, DataInputStream frames, Sender sender) {
        this.wire = wire;
        this.frames = frames;
        this.sender = sender;
    }

    /** @param wanted which server */
    static Tunnel open(RemoteServer server, byte[] wanted) throws IOException {
        Wire wire = Wire.open(server.remote());
        boolean done = false;
        try {
            DataInputStream frames = server.frames(wire, Protocol.CONNECTIONS, wanted);
            Tunnel tunnel = new Tunnel(
                    wire, frames, new Sender(server, Frame.read(frames).text()));
            done = true;
            return tunnel;
        } finally {
            if (!done) {
                wire.close();
            }
        }
    }

    @Override
    public InputStream in() {
        return in;
    }

    /** What the server sends; frames that only show that the connection holds are none of it. */
    private final class Received extends Pieces {
        @Override
        protected byte @Nullable [] next() throws IOException {
            Frame frame = Frame.read(frames);
            return switch (frame.kind()) {
                case OUT -> frame.bytes();
                case END -> null;
                default -> new byte[0];
            };
        }
    }

    @Override
    public OutputStream out() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                post(Arrays.copyOfRange(bytes, from, from + length), false);
            }
        };
    }

    @Override
    public void endOutput() throws IOException {
        post(new byte[0], true);
    }

    private void post(byte[] bytes, boolean last) throws IOException {
        try {
            sender.send(bytes, last);
        } catch (VektraException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        wire.close();
        sender.close();
    }
}
