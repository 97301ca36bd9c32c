package vektra.http.dyno;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import vektra.model.HomeKey;
import vektra.model.name.AppName;

/**
 * A program of an app, run by a shell on the server's machine.
 *
 * @param environment everything that it gets
 */
record Dyno(String id, String name, AppName app, String command, Map<String, String> environment, Instant createdAt) {
    /** How Heroku's CLI says that its input has ended. */
    private static final int END = 4;
    /** Less than one TLS record, so that a piece which the CLI looks for something in arrives as one. */
    private static final int PIECE = 16_000;

    private static final long CLIENT_SPEAKS_WITHIN_MILLIS = 500;

    /** Runs it between a client's input and output, and ends it when the client goes. */
    void run(InputStream in, OutputStream out, Executor threads) throws IOException {
        Process process = builder().redirectErrorStream(true).start();
        CountDownLatch inputEnded = new CountDownLatch(1);
        try {
            threads.execute(() -> feed(in, process, inputEnded));
            relay(process.getInputStream(), out);
            // a program may end before its client has said that there is no input: the CLI fails on a closed socket
            inputEnded.await(CLIENT_SPEAKS_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(process);
        }
    }

    /** Runs it with its input and output unconnected. */
    void runAlone() {
        try {
            builder()
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(List.of("/bin/sh", "-c", command));
        builder.environment().clear();
        builder.environment().putAll(environment);
        HomeKey.hide(builder.environment());
        return builder;
    }

    /** Goes on reading when the program takes no more, to notice when its client goes. */
    private static void feed(InputStream in, Process process, CountDownLatch ended) {
        byte[] bytes = new byte[PIECE];
        boolean takes = true;
        try {
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                takes = takes && passOn(bytes, n, process.getOutputStream());
                if (bytes[n - 1] == END) {
                    ended.countDown();
                }
            }
        } catch (IOException gone) {
            // the client is gone in a worse way
        }
        ended.countDown();
        end(process);
    }

    /** Whether the program may get more after this. */
    private static boolean passOn(byte[] bytes, int count, OutputStream to) {
        int end = 0;
        while (end < count && bytes[end] != END) {
            end++;
        }
        try {
            to.write(bytes, 0, end);
            to.flush();
            if (end < count) {
                to.close();
            }
            return end == count;
        } catch (IOException noReader) {
            return false;
        }
    }

    /** A piece that is full is cut after its last whole line: the CLI looks for its own line in each piece alone. */
    private static void relay(InputStream from, OutputStream out) throws IOException {
        byte[] bytes = new byte[PIECE];
        int kept = 0;
        for (int n = from.read(bytes); n >= 0; n = from.read(bytes, kept, PIECE - kept)) {
            int filled = kept + n;
            int cut = filled;
            if (filled == PIECE) {
                while (cut > 0 && bytes[cut - 1] != '\n') {
                    cut--;
                }
                cut = cut == 0 ? filled : cut;
            }
            out.write(bytes, 0, cut);
            out.flush();
            kept = filled - cut;
            System.arraycopy(bytes, cut, bytes, 0, kept);
        }
        out.write(bytes, 0, kept);
        out.flush();
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
