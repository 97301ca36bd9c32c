package vektra.http.remote;

import java.io.IOException;
import java.io.OutputStream;
import vektra.remote.Frame;

/** What a command writes to one of its streams. */
final class Piped extends OutputStream {
    private final Talk talk;
    private final Frame.Kind kind;

    Piped(Talk talk, Frame.Kind kind) {
        this.talk = talk;
        this.kind = kind;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        talk.send(kind, bytes, from, length);
    }
}
