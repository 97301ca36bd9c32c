package vektra.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import vektra.model.Token;
import vektra.model.addon.Addon;
import vektra.model.app.App;
import vektra.model.app.Release;
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
import vektra.model.text.VektraException;
import vektra.spi.Snapshot;
import vektra.store.disk.FolderApps;
import vektra.store.disk.Paths;
import vektra.store.format.ReleasesFile;

/** What the files of a home say; used by one thread. */
public class Reading implements Snapshot {
    /** A history and its app are two files, so a change between the two reads may make them disagree for a moment. */
    private static final int READS = 10;

    private final Glance files;
    private final FolderApps folders;
    private final Records records;

    /** @param folders which apps the folders of this machine may name */
    public Reading(Glance files, FolderApps folders) {
        this.files = files;
        this.folders = folders;
        this.records = new Records(files.home(), files::read, files.seals());
    }

    final Glance files() {
        return files;
    }

    @Override
    public Optional<App> app(AppName name) {
        return records.app(name);
    }

    @Override
    public List<AppName> appNames() {
        return names(Paths.APPS, AppName::new);
    }

    @Override
    public Optional<EnabledService> service(ServiceName name) {
        return records.service(name);
    }

    @Override
    public List<EnabledService> services() {
        return names(Paths.SERVICES, ServiceName::new).stream()
                .flatMap(name -> records.service(name).stream())
                .toList();
    }

    @Override
    public Optional<Drain> drain(DrainName name) {
        return records.drain(name);
    }

    @Override
    public List<Drain> drains() {
        return names(Paths.DRAINS, DrainName::new).stream()
                .flatMap(name -> records.drain(name).stream())
                .toList();
    }

    @Override
    public LogSettings logSettings() {
        return records.logSettings();
    }

    @Override
    public List<Token> tokens() {
        return records.tokens();
    }

    @Override
    public SpaceSettings spaces() {
        return records.spaces();
    }

    @Override
    public Optional<Schedule> schedule(Id addon) {
        return records.schedule(addon);
    }

    @Override
    public List<Id> scheduled() {
        return names(Paths.SCHEDULES, Id::new);
    }

    @Override
    public Optional<AppName> allowed(Path folder) {
        return folders.allowed(folder);
    }

    @Override
    public Optional<Owned> owner(AddonName name) {
        return records.owner(name);
    }

    @Override
    public List<Addon> ownerless() {
        return names(Paths.ADDONS, AddonName::new).stream()
                .flatMap(name -> records.ownerless(name).stream())
                .toList();
    }

    @Override
    public List<AddonName> addonNames() {
        Set<AddonName> taken = new TreeSet<>(names(Paths.ADDONS, AddonName::new));
        for (String file : files.list(Paths.ADDONS)) {
            try {
                taken.add(new AddonName(file));
            } catch (VektraException e) {
                // an add-on without an app, which is among them already, or a user's notes
            }
        }
        return List.copyOf(taken);
    }

    @Override
    public List<Release> releases(AppName name) {
        Path file = files.home().resolve(Paths.releases(name));
        Records now = new Records(files.home(), files::readAnew, files.seals());
        for (int i = 0; i < READS; i++) {
            Optional<App> app = now.app(name);
            int current = app.map(App::release).orElse(0);
            Optional<byte[]> content = files.readAnew(Paths.releases(name));
            if (content.isEmpty()) {
                return List.of();
            }
            if (ReleasesFile.isWhole(content.get())) {
                List<Release> history = ReleasesFile.decode(
                        file,
                        content.get(),
                        files.seals(),
                        app.map(App::id).map(Id::value).orElse(""));
                if (ReleasesFile.reaches(history, current)) {
                    return history;
                }
            }
        }
        throw ReleasesFile.cutOff(file);
    }

    /** The names of the JSON files of a folder, none of them opened; other files there are not ours. */
    private <T extends Comparable<T>> List<T> names(String folder, Function<String, T> name) {
        List<T> names = new ArrayList<>();
        for (String file : files.list(folder)) {
            if (file.endsWith(Paths.JSON)) {
                try {
                    names.add(name.apply(file.substring(0, file.length() - Paths.JSON.length())));
                } catch (VektraException e) {
                    // Such a name cannot be ours: a user's copy or notes.
                }
            }
        }
        Collections.sort(names);
        return names;
    }
}
