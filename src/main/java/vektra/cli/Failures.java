package vektra.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.cli.terminal.Terminal;

/** How a command that failed says why. */
record Failures(Terminal terminal, Map<String, String> environment) {
    void explain(@Nullable String message, @Nullable String hint) {
        terminal.say("Error: " + message);
        if (hint != null) {
            terminal.say("  -> " + hint);
        }
    }

    /** What no user caused: reported with the place in the code, which a fix needs. */
    void bug(Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        explain(
                "Vektra has a bug: " + e + (trace.length == 0 ? "" : " at " + trace[0]),
                "nothing was lost: what was begun is undone by the next command; please report it");
        if (!environment.getOrDefault("VEKTRA_DEBUG", "").isEmpty()) {
            for (StackTraceElement element : trace) {
                terminal.say("    at " + element);
            }
        }
    }
}
