package vektra.provider.postgres;

import java.time.Duration;
import vektra.model.VektraException;

/** Tells whether a server still lives while a program works on it, which itself would wait for a dead one for ever. */
final class Pulse implements Runnable {
    private final Admin admin;
    private long last = System.nanoTime();

    Pulse(Admin admin) {
        this.admin = admin;
    }

    /** Throws UNAVAILABLE once the server has not answered for long. */
    @Override
    public void run() {
        try {
            admin.ask(session -> session.column("SELECT 1"));
            last = System.nanoTime();
        } catch (VektraException e) {
            Duration silent = Duration.ofNanos(System.nanoTime() - last);
            if (silent.compareTo(Session.patience(admin.connector().timeout())) > 0) {
                throw e;
            }
        }
    }
}
