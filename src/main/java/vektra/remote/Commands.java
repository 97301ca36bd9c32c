package vektra.remote;

import java.io.InputStream;
import java.io.OutputStream;
import vektra.model.Token;

/** Runs command lines that come from elsewhere, each in the name of a token and as far as that allows. */
public interface Commands {
    /** What a command line reads and writes. */
    record Streams(InputStream in, OutputStream out, OutputStream err) {}

    /** Runs it, and returns the exit code. */
    int run(Wanted wanted, Token token, Streams streams);
}
