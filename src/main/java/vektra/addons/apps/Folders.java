package vektra.addons.apps;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vektra.addons.core.Installation;
import vektra.addons.core.Noted;
import vektra.model.AppName;
import vektra.spi.Deed;

/** Which app the {@code .vektra} file of a folder may name: one, once the user has said so. */
public record Folders(Installation home) {
    public Optional<AppName> allowed(Path folder) {
        return home.store().read().allowed(folder);
    }

    public void allow(Path folder, AppName app) {
        if (!allowed(folder).equals(Optional.of(app))) {
            Deed deed = Deed.of("use").with("apps", List.of(app.value())).with("folder", folder.toString());
            new Noted(home).work(deed, () -> home.store().allow(folder, app));
        }
    }
}
