package vektra.logs.ship;

import java.util.concurrent.CompletableFuture;

/**
 * A line that is sent to see whether it gets through.
 *
 * @param answer whether the destination confirmed it; fails with an {@link java.io.IOException} that says why it did
 * not get
 *     through
 */
public record Probe(String message, CompletableFuture<Boolean> answer) {
    public Probe(String message) {
        this(message, new CompletableFuture<>());
    }
}
