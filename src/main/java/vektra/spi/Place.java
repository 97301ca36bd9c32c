package vektra.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a managed server's files are and its programs run: a folder of this machine, a container. A recipe says what is
 * written and run, a place knows how.
 */
public interface Place {
    /** A file's text; empty when there is none. */
    Optional<String> read(Path file);

    /**
     * Makes a file of that text, or replaces it as a whole. In a folder of this machine it is the server's alone. In a
     * container all users inside can read it, so a text with the administrator's password is refused there.
     */
    void write(Path file, String text);

    /** Makes a folder of the server's own in one that is there; again is no error. Not in a container. */
    void folder(Path folder);

    /**
     * Runs a program as the server's user and waits for it; a failure is UNAVAILABLE and carries the end of what the
     * program said.
     */
    void run(List<String> command);
}
