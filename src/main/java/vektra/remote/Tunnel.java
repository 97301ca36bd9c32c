package vektra.remote;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import vektra.model.text.VektraException;
import vektra.relay.Side;

/** A connection to a server behind a remote. */
final class Tunnel implements Side {
    private final Wire wire;
    private final DataInputStream frames;
    private final Sender sender;
    private byte[] piece = {};
    private int at;
    private boolean ended;

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
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return take(bytes, from, length);
            }
        };
    }

    private int take(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (at == piece.length && !ended) {
            Frame frame = Frame.read(frames);
            ended = frame.kind() == Frame.Kind.END;
            piece = frame.kind() == Frame.Kind.OUT ? frame.bytes() : new byte[0];
            at = 0;
        }
        if (ended) {
            return -1;
        }
        int read = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, bytes, from, read);
        at += read;
        return read;
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
