package vektra.addons;

import java.nio.file.Path;
import java.util.Optional;
import vektra.model.AppName;

/** Which app the {@code .vektra} file of a folder may name: one, once the user has said so. */
public record Folders(Installation home) {
    public Optional<AppName> allowed(Path folder) {
        return home.store().read().allowed(folder);
    }

    public void allow(Path folder, AppName app) {
        home.store().allow(folder, app);
    }
}
