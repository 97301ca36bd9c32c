package vektra.provider.mariadb.dump;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import vektra.model.text.VektraException;
import vektra.provider.mariadb.dump.Script.Passage;

/** A {@link Script} that passes while what comes out of it is read. */
public final class Passing {
    private static final int BUFFER = 1 << 18;

    private final InputStream in;
    private final FutureTask<Contents> passing;

    private Passing(InputStream in, FutureTask<Contents> passing) {
        this.in = in;
        this.passing = passing;
    }

    public static Passing start(InputStream text, Passage passage) throws IOException {
        PipedInputStream in = new PipedInputStream(BUFFER);
        PipedOutputStream out = new PipedOutputStream(in);
        FutureTask<Contents> passing = new FutureTask<>(() -> {
            try (OutputStream to = out) {
                return Script.pass(text, to, passage);
            }
        });
        Thread thread = new Thread(passing, "vektra-passing");
        thread.setDaemon(true);
        thread.start();
        return new Passing(in, passing);
    }

    public InputStream in() {
        return in;
    }

    /** What has passed. A text that broke off is UNAVAILABLE, although all that came of it was taken. */
    public Contents contents() {
        try {
            return passing.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw VektraException.unavailable("loading the dump was interrupted", null, e);
        } catch (ExecutionException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            throw VektraException.unavailable("the dump is damaged: " + why.getMessage(), null, why);
        }
    }
}
