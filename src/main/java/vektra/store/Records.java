package vektra.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vektra.model.Token;
import vektra.model.addon.Addon;
import vektra.model.app.App;
import vektra.model.app.SpaceSettings;
import vektra.model.logs.Drain;
import vektra.model.logs.LogSettings;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.DrainName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;
import vektra.model.schedule.Schedule;
import vektra.model.service.EnabledService;
import vektra.spi.Snapshot.Owned;
import vektra.store.disk.Paths;
import vektra.store.format.AddonFile;
import vektra.store.format.AppFile;
import vektra.store.format.DrainFile;
import vektra.store.format.LogSettingsFile;
import vektra.store.format.ScheduleFile;
import vektra.store.format.Seals;
import vektra.store.format.ServiceFile;
import vektra.store.format.SpacesFile;
import vektra.store.format.TokensFile;

/** The records that files hold; a file that cannot be read is UNAVAILABLE. */
final class Records {
    private final Path home;
    private final Function<String, Optional<byte[]>> files;
    private final Seals seals;

    /**
     * @param files the content of a file by its path below the home
     */
    Records(Path home, Function<String, Optional<byte[]>> files, Seals seals) {
        this.home = home;
        this.files = files;
        this.seals = seals;
    }

    Optional<App> app(AppName name) {
        String path = Paths.app(name);
        return files.apply(path).map(content -> AppFile.decode(home.resolve(path), content, name, seals));
    }

    Optional<EnabledService> service(ServiceName name) {
        String path = Paths.service(name);
        return files.apply(path).map(content -> ServiceFile.decode(home.resolve(path), content, name, seals));
    }

    Optional<Drain> drain(DrainName name) {
        String path = Paths.drain(name);
        return files.apply(path).map(content -> DrainFile.decode(home.resolve(path), content, name, seals));
    }

    Optional<Schedule> schedule(Id addon) {
        String path = Paths.schedule(addon);
        return files.apply(path).map(content -> ScheduleFile.decode(home.resolve(path), content, addon, seals));
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
        return files.apply(path).map(content -> AddonFile.decode(home.resolve(path), content, name, seals));
    }
}
