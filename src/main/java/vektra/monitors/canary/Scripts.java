package vektra.monitors.canary;

import java.nio.file.Path;
import vektra.model.name.AppName;

/** Runs programs of a service's folder with the config vars of an app. */
public interface Scripts {
    /**
     * Runs one to its end; one that fails is a CONFLICT.
     *
     * @param shown how messages name it
     */
    void run(Path file, String shown, AppName app);
}
