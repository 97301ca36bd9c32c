package vektra.archive;

import java.io.IOException;

/** An archive is not as it was written. */
public final class Damaged extends IOException {
    private static final long serialVersionUID = 1;

    public Damaged(String message) {
        super(message);
    }

    Damaged(String message, Throwable cause) {
        super(message, cause);
    }
}
