package vektra.monitors.log;

import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vektra.file.ProcessLock;
import vektra.model.text.FileFailure;
import vektra.model.text.VektraException;

/** Compresses older files and drops the oldest in a thread beside, in one process at a time. */
final class Rotation {
    private final LogFolder folder;
    private final LogLimits limits;
    private final Consumer<String> warn;
    private @Nullable Thread thread;

    Rotation(LogFolder folder, LogLimits limits, Consumer<String> warn) {
        this.folder = folder;
        this.limits = limits;
        this.warn = warn;
    }

    /** Nothing when it still goes on: what it finds too late is found by the next. */
    void begin() {
        if (thread != null && thread.isAlive()) {
            return;
        }
        thread = new Thread(this::tidy, "monitor-log");
        thread.setDaemon(true);
        thread.start();
    }

    private void tidy() {
        try (@Nullable
                ProcessLock alone =
                        ProcessLock.tryTake(folder.folder().resolve("tidying")).orElse(null)) {
            if (alone != null) {
                folder.tidy(limits.total());
            }
        } catch (IOException e) {
            warn.accept("an older log in " + folder.folder() + " cannot be compressed: " + FileFailure.reason(e));
        } catch (VektraException e) {
            warn.accept("an older log of monitors cannot be compressed: " + e.getMessage());
        }
    }

    void end() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        try {
            running.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
