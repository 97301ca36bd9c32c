package vektra.manifest.wanted;

import org.jspecify.annotations.Nullable;
import vektra.manifest.text.Position;

/**
 * A program of an app that a manifest says how to start.
 *
 * @param command for a shell; null when the file has none
 * @param port that it listens on; 0 when the file does not say it
 */
public record WantedProcess(
        Position at, String name, @Nullable String command, int port) {}
