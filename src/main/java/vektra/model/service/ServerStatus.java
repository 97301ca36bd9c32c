package vektra.model.service;

import org.jspecify.annotations.Nullable;

/**
 * How a server is doing.
 *
 * @param pid of the managed server's process; null when it does not run or is external
 * @param detail one line for people: since when, or why not
 */
public record ServerStatus(State state, @Nullable Long pid, String detail) {
    /** {@code HUNG} runs but does not answer; {@code UNREACHABLE} is an external one, a container's engine, or a folder that is not the one it was. */
    public enum State {
        RUNNING,
        STOPPED,
        HUNG,
        EXTERNAL,
        UNREACHABLE
    }
}
