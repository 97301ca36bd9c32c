package vektra.addons.apps;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vektra.addons.core.Noted;
import vektra.model.name.AppName;
import vektra.spi.Deed;
import vektra.spi.Store;

/** Which app the {@code .vektra} file of a folder may name: one, once the user has said so. */
public record Folders(Store store, Noted noted) {
    public Optional<AppName> allowed(Path folder) {
        return store.read().allowed(folder);
    }

    public void allow(Path folder, AppName app) {
        if (!allowed(folder).equals(Optional.of(app))) {
            Deed deed = Deed.of("use").with("apps", List.of(app.value())).with("folder", folder.toString());
            noted.work(deed, () -> store.allow(folder, app));
        }
    }
}
