package vektra.http.request;

import java.io.IOException;
import java.io.OutputStream;

/** The body of an answer that comes as long as something lasts. */
public interface Streamed {
    /** Writes it; each flush is sent at once. */
    void to(OutputStream out) throws IOException;
}
