package vektra.monitors.run;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which line of a program most likely says why it failed: the first that begins as git, compilers and many others begin
 * theirs, since those behind it follow from it; else the last that it printed to stderr, else the last of all.
 */
final class Complaint {
    /** Also behind the name of a program, such as {@code ssh: error: no route}. */
    private static final Pattern NAMED =
            Pattern.compile("(?i)\\s*([\\w./-]{1,40}: )?(fatal|error): ?\\S.*", Pattern.DOTALL);

    private @Nullable String named;
    private boolean isNamedError;
    private @Nullable String lastError;
    private @Nullable String last;

    /**
     * Takes a line.
     *
     * @param error whether it was printed to stderr
     */
    void hear(boolean error, String line) {
        if (line.isBlank()) {
            return;
        }
        last = line;
        lastError = error ? line : lastError;
        boolean better = named == null || (error && !isNamedError);
        if (better && NAMED.matcher(line).matches()) {
            named = line;
            isNamedError = error;
        }
    }

    /** The line, or null when there is none. */
    @Nullable
    String line() {
        return named != null ? named : lastError != null ? lastError : last;
    }
}
