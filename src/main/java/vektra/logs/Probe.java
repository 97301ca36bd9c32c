package vektra.logs;

import java.util.concurrent.CompletableFuture;

/**
 * A line that is sent to see whether it gets through.
 *
 * @param answer whether the destination confirmed it; fails with an {@link java.io.IOException} that says why it did
 * not get
 *     through
 */
record Probe(String message, CompletableFuture<Boolean> answer) {
    Probe(String message) {
        this(message, new CompletableFuture<>());
    }
}
