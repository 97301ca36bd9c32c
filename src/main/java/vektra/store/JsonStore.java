package vektra.store;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import vektra.model.Addon;
import vektra.model.AddonName;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.EnabledService;
import vektra.model.Release;
import vektra.model.ServiceName;
import vektra.model.Step;
import vektra.model.VektraException;
import vektra.spi.Locks;
import vektra.spi.Progress;
import vektra.spi.Store;

/** The store as JSON files below one home folder, which may be missing and is made by the first session. */
public final class JsonStore implements Store {
    /** A history and its app are two files, so a change between the two reads may make them disagree for a moment. */
    private static final int READS = 10;

    private final Path home;
    private final Locks locks;
    private final Clock clock;
    private final String user;
    private final Progress progress;
    private final Journal journal;
    private final View view;

    /**
     * @param user whom the audit names
     * @param progress where it warns of clean-up that has to wait because a server is down
     */
    public JsonStore(Path home, Locks locks, Clock clock, String user, Progress progress) {
        this.home = home;
        this.locks = locks;
        this.clock = clock;
        this.user = user;
        this.progress = progress;
        this.journal = new Journal(home);
        this.view = new View(home, journal);
    }

    @Override
    public Optional<App> app(AppName name) {
        String path = Paths.app(name);
        return view.read(path).map(content -> AppFile.decode(view.file(path), content, name));
    }

    @Override
    public List<AppName> appNames() {
        return names(Paths.APPS, AppName::new);
    }

    @Override
    public Optional<EnabledService> service(ServiceName name) {
        String path = Paths.service(name);
        return view.read(path).map(content -> ServiceFile.decode(view.file(path), content, name));
    }

    @Override
    public List<EnabledService> services() {
        return names(Paths.SERVICES, ServiceName::new).stream()
                .flatMap(name -> service(name).stream())
                .toList();
    }

    @Override
    public Optional<Owned> owner(AddonName name) {
        String path = Paths.reservation(name);
        return view.read(path)
                .map(content -> new Owned(AddonFile.decodeOwner(view.file(path), content), null))
                .or(() -> ownerless(name).map(addon -> new Owned(null, addon)));
    }

    @Override
    public List<Addon> ownerless() {
        return names(Paths.ADDONS, AddonName::new).stream()
                .flatMap(name -> ownerless(name).stream())
                .toList();
    }

    private Optional<Addon> ownerless(AddonName name) {
        String path = Paths.ownerless(name);
        return view.read(path).map(content -> AddonFile.decode(view.file(path), content, name));
    }

    @Override
    public List<Release> releases(AppName name) {
        Path file = view.file(Paths.releases(name));
        for (int i = 0; i < READS; i++) {
            int current = app(name).map(App::release).orElse(0);
            Optional<byte[]> content = view.read(Paths.releases(name));
            if (content.isEmpty()) {
                return List.of();
            }
            if (ReleasesFile.isWhole(content.get())) {
                List<Release> history = ReleasesFile.decode(file, content.get());
                if (!history.isEmpty() && history.get(history.size() - 1).version() >= current) {
                    return history;
                }
            }
        }
        throw Trouble.damaged(file, "it ends before the app's current release");
    }

    /** The names of the JSON files of a folder, none of them opened; other files there are not ours. */
    private <T> List<T> names(String folder, Function<String, T> name) {
        List<T> names = new ArrayList<>();
        for (String file : view.list(folder)) {
            if (file.endsWith(Paths.JSON)) {
                try {
                    names.add(name.apply(file.substring(0, file.length() - Paths.JSON.length())));
                } catch (VektraException e) {
                    // Such a name cannot be ours: somebody's copy or notes.
                }
            }
        }
        return names;
    }

    @Override
    public Session open(Collection<Locks.Name> wanted, Consumer<Step> runner) {
        Settling settling = new Settling(home, journal, progress, runner);
        Opening.Opened opened = new Opening(locks, journal, settling).open(wanted);
        return new JsonSession(view, journal, settling, locks, opened.names(), opened.held(), clock, user);
    }
}
