package vektra.manifest.wanted;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest says of running its app.
 *
 * @param processes side by side
 * @param postdeploy what runs once per app, for a shell; null when the file has none
 */
public record WantedRun(
        List<WantedProcess> processes, @Nullable String postdeploy) {
    /** Of a manifest that says nothing of it. */
    public static final WantedRun NOTHING = new WantedRun(List.of(), null);

    public WantedRun {
        processes = List.copyOf(processes);
    }
}
