package vektra.http.remote;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vektra.http.request.Refusal;
import vektra.model.Token;
import vektra.model.text.Secret;
import vektra.remote.Frame;
import vektra.remote.Protocol;

/** An answer under way, and the input that belongs to it, which comes in requests of its own. */
final class Talk {
    /** How often it is looked whether the client is still there, and may be. */
    private static final long PAUSE = 5;

    /** The exit code of what is refused. */
    private static final String REFUSED = "4";

    /** What the system says of a pipe that is not read any more. */
    private static final String GONE = "Broken pipe";

    private final String id = Secret.fresh().reveal();
    private final Token token;
    private final Input input;
    private final OutputStream out;
    /** In turns: what is said to a client that has to go is not said after all that is still to be sent. */
    private final ReentrantLock writing = new ReentrantLock(true);

    private final Writer writer = new Writer();
    private final CountDownLatch over = new CountDownLatch(1);
    private long received;
    private volatile boolean gone;

    /** Takes what a client sends. */
    interface Input {
        void take(byte[] piece) throws IOException;

        /** Nothing follows. */
        void end();

        /** The client is gone, or the answer has ended. */
        default void leave() {
            end();
        }
    }

    Talk(Token token, Input input, OutputStream out) {
        this.token = token;
        this.input = input;
        this.out = out;
    }

    String id() {
        return id;
    }

    boolean isOf(Token other) {
        return token.hash().equals(other.hash());
    }

    /** Sends some bytes, in pieces; fails as a pipe does that is not read any more. */
    void send(Frame.Kind kind, byte[] bytes, int from, int length) throws IOException {
        for (int at = from; at < from + length; at += Protocol.PIECE) {
            int end = Math.min(from + length, at + Protocol.PIECE);
            send(new Frame(kind, Arrays.copyOfRange(bytes, at, end)));
        }
    }

    void send(Frame frame) throws IOException {
        writing.lock();
        try {
            requireReader();
            write(frame);
        } finally {
            writing.unlock();
        }
    }

    /** Fails when nothing that is sent is read any more. */
    void requireReader() throws IOException {
        if (gone) {
            throw new IOException(GONE);
        }
    }

    private void write(Frame frame) throws IOException {
        writer.begin();
        try {
            frame.write(out);
        } catch (IOException e) {
            leave();
            throw new IOException(GONE, e);
        } finally {
            writer.end();
        }
    }

    /** Looks after the client until the talk is over; what waits for its input gets no more once it is gone. */
    void watch(Predicate<Token> held) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (!gone && !over.await(PAUSE, TimeUnit.SECONDS)) {
                            if (!held.test(token)) {
                                dismiss();
                                return;
                            }
                            still();
                        }
                    } catch (IOException | InterruptedException e) {
                        // the client is gone, which has been noted
                    }
                },
                "vektra-remote");
        thread.setDaemon(true);
        thread.start();
    }

    /** Shows that the connection holds, unless a piece is on its way, for which a client may take its time. */
    private void still() throws IOException {
        if (writing.tryLock()) {
            try {
                send(Frame.of(Frame.Kind.STILL, ""));
            } finally {
                writing.unlock();
            }
        }
    }

    /**
     * Of a token that does not let in any more; what its command has begun goes on to its end. A piece that the client leaves
     * unread is not kept for it: the connection ends.
     */
    private void dismiss() throws IOException, InterruptedException {
        if (!writing.tryLock(PAUSE, TimeUnit.SECONDS)) {
            leave();
            writer.cut();
            return;
        }
        try {
            write(Frame.of(
                    Frame.Kind.ERR,
                    "Error: the token " + token.name() + " was revoked or has expired while the command ran\n"
                            + "  -> what it had begun is finished there; see: vektra audit\n"));
            write(Frame.of(Frame.Kind.END, REFUSED));
            leave();
        } finally {
            writing.unlock();
        }
    }

    private void leave() {
        gone = true;
        input.leave();
    }

    /** Takes a piece of input that begins there, once. */
    synchronized long take(long at, byte[] piece, boolean last) {
        if (at > received || (at < received && at + piece.length > received)) {
            throw Refusal.invalid("The input is at " + received + ".");
        }
        try {
            if (at == received && piece.length > 0) {
                input.take(piece);
                received += piece.length;
            }
            if (last) {
                input.end();
            }
        } catch (IOException e) {
            throw Refusal.badRequest("The input is not read any more.");
        }
        return received;
    }

    void end() {
        over.countDown();
        input.leave();
    }

    /** The thread that writes to the connection. */
    private static final class Writer {
        private @Nullable Thread thread;
        private boolean cut;

        private synchronized void begin() {
            thread = Thread.currentThread();
        }

        /** Closes the connection if the thread is blocked on it, as an interrupt does. */
        private synchronized void cut() {
            if (thread != null) {
                cut = true;
                thread.interrupt();
            }
        }

        private synchronized void end() {
            thread = null;
            if (cut) {
                // it was meant for the connection, not for what the command does next
                Thread.interrupted();
            }
            cut = false;
        }
    }
}
