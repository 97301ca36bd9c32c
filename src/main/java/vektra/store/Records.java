package vektra.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vektra.model.Addon;
import vektra.model.AddonName;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Drain;
import vektra.model.DrainName;
import vektra.model.EnabledService;
import vektra.model.LogSettings;
import vektra.model.ServiceName;
import vektra.model.SpaceSettings;
import vektra.model.Token;
import vektra.spi.Snapshot.Owned;
import vektra.store.disk.Paths;
import vektra.store.format.AddonFile;
import vektra.store.format.AppFile;
import vektra.store.format.DrainFile;
import vektra.store.format.LogSettingsFile;
import vektra.store.format.ServiceFile;
import vektra.store.format.SpacesFile;
import vektra.store.format.TokensFile;

/** The records that files hold; a file that cannot be read is UNAVAILABLE. */
final class Records {
    private final Path home;
    private final Function<String, Optional<byte[]>> files;

    /**
     * @param files the content of a file by its path below the home
     */
    Records(Path home, Function<String, Optional<byte[]>> files) {
        this.home = home;
        this.files = files;
    }

    Optional<App> app(AppName name) {
        String path = Paths.app(name);
        return files.apply(path).map(content -> AppFile.decode(home.resolve(path), content, name));
    }

    Optional<EnabledService> service(ServiceName name) {
        String path = Paths.service(name);
        return files.apply(path).map(content -> ServiceFile.decode(home.resolve(path), content, name));
    }

    Optional<Drain> drain(DrainName name) {
        String path = Paths.drain(name);
        return files.apply(path).map(content -> DrainFile.decode(home.resolve(path), content, name));
    }

    LogSettings logSettings() {
        String path = Paths.LOG_SETTINGS;
        return files.apply(path)
                .map(content -> LogSettingsFile.decode(home.resolve(path), content))
                .orElse(LogSettings.NONE);
    }

    List<Token> tokens() {
        String path = Paths.TOKENS;
        return files.apply(path)
                .map(content -> TokensFile.decode(home.resolve(path), content))
                .orElse(List.of());
    }

    SpaceSettings spaces() {
        String path = Paths.SPACES;
        return files.apply(path)
                .map(content -> SpacesFile.decode(home.resolve(path), content))
                .orElse(SpaceSettings.NONE);
    }

    Optional<Owned> owner(AddonName name) {
        String path = Paths.reservation(name);
        return files.apply(path)
                .map(content -> AddonFile.decodeOwner(home.resolve(path), content))
                .or(() -> ownerless(name).map(addon -> new Owned(null, addon, List.of())));
    }

    Optional<Addon> ownerless(AddonName name) {
        String path = Paths.ownerless(name);
        return files.apply(path).map(content -> AddonFile.decode(home.resolve(path), content, name));
    }
}
