package vektra.logs.processes;

import java.util.List;

/**
 * Processes that run side by side, and what is done once all of them have ended well, before the next stage.
 */
public record Stage(List<Declared> processes, Runnable then) {
    /** One that nothing follows. */
    public Stage(List<Declared> processes) {
        this(processes, () -> {});
    }
}
