package vektra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a program took.
 *
 * @param millis wall time
 * @param printed the file that holds what it printed, until the next program runs
 */
record Spent(double millis, Path printed) {
    String output() throws IOException {
        return Files.readString(printed);
    }
}
