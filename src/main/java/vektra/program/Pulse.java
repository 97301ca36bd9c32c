package vektra.program;

import java.time.Duration;
import vektra.model.text.VektraException;

/** Looks whether a server still lives while a program works on it, which itself would wait for a dead one forever. */
public final class Pulse implements Runnable {
    private final Runnable question;
    private final Duration patience;
    private long last = System.nanoTime();

    /**
     * @param question asks the server; its exception means that there was no answer
     * @param patience how long the server may be silent
     */
    public Pulse(Runnable question, Duration patience) {
        this.question = question;
        this.patience = patience;
    }

    /** Throws what the question threw once the server has been silent for longer than its patience. */
    @Override
    public void run() {
        try {
            question.run();
            last = System.nanoTime();
        } catch (VektraException e) {
            if (Duration.ofNanos(System.nanoTime() - last).compareTo(patience) > 0) {
                throw e;
            }
        }
    }
}
