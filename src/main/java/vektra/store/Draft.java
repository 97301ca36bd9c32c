package vektra.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vektra.model.Addon;
import vektra.model.AddonName;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Attachment;
import vektra.model.Drain;
import vektra.model.Release;
import vektra.model.ServiceName;
import vektra.model.VektraException;
import vektra.spi.Locks.Name;
import vektra.spi.Snapshot;
import vektra.spi.Store.Write;
import vektra.store.disk.DueFolder;
import vektra.store.disk.Paths;
import vektra.store.disk.Tail;
import vektra.store.format.AddonFile;
import vektra.store.format.AppFile;
import vektra.store.format.DrainFile;
import vektra.store.format.LogSettingsFile;
import vektra.store.format.ReleasesFile;
import vektra.store.format.ServiceFile;
import vektra.store.format.SpacesFile;
import vektra.store.format.TokensFile;
import vektra.store.journal.Image;

/**
 * Turns what a session writes into images of files and touches none. Refuses names that are taken, and reads every file
 * that would be written over or deleted, so that one that this version cannot read stays as it is.
 */
final class Draft implements Write.Visitor {
    private final Path home;
    private final Glance files;
    private final Records now;
    private final Predicate<Name> held;
    private final List<Image> images = new ArrayList<>();
    private final Set<String> wasDue = new TreeSet<>();
    private final Set<String> isDue = new TreeSet<>();

    /** @param held whether the session holds a lock */
    Draft(Glance files, Predicate<Name> held) {
        this.home = files.home();
        this.files = files;
        this.held = held;
        this.now = new Records(home, this::content);
    }

    /** What was added alone. */
    List<Image> added() {
        return images;
    }

    /** What was added, and what the folder of things due then lacks or has no use for. */
    List<Image> images() {
        List<Image> all = new ArrayList<>(images);
        wasDue.stream().filter(path -> !isDue.contains(path)).forEach(path -> all.add(new Image.Delete(path)));
        isDue.stream()
                .filter(path -> content(path).isEmpty())
                .forEach(path -> all.add(new Image.Put(path, new Image.Text(""))));
        return all;
    }

    void add(Write write) {
        write.to(this);
    }

    /** What the store holds, with what was added counted in. */
    Records records() {
        return now;
    }

    @Override
    public void on(Write.PutApp put) {
        put(put.app(), put.release());
    }

    @Override
    public void on(Write.RenameApp rename) {
        rename(rename.from(), rename.to(), rename.release());
    }

    @Override
    public void on(Write.DeleteApp delete) {
        delete(delete.name());
    }

    @Override
    public void on(Write.Reserve reserve) {
        reserve(reserve);
    }

    @Override
    public void on(Write.PutAttached attached) {
        needs(Name.Kind.APP, attached.owner());
        now.owner(attached.name());
        put(Paths.reservation(attached.name()), AddonFile.encodeOwner(attached.owner(), attached.attached()));
    }

    @Override
    public void on(Write.Orphan orphan) {
        orphan(orphan.addon());
    }

    @Override
    public void on(Write.Free free) {
        free(free.name());
    }

    @Override
    public void on(Write.PutService put) {
        check(put.service().name());
        put(Paths.service(put.service().name()), ServiceFile.encode(put.service()));
    }

    @Override
    public void on(Write.DeleteService delete) {
        check(delete.name());
        images.add(new Image.Delete(Paths.service(delete.name())));
    }

    @Override
    public void on(Write.PutDrain put) {
        put(put.drain());
    }

    @Override
    public void on(Write.DeleteDrain delete) {
        now.drain(delete.name()).ifPresent(this::needs);
        images.add(new Image.Delete(Paths.drain(delete.name())));
    }

    @Override
    public void on(Write.PutLogSettings put) {
        needs(Name.LOG_SETTINGS.kind(), Name.LOG_SETTINGS.name());
        now.logSettings();
        put(Paths.LOG_SETTINGS, LogSettingsFile.encode(put.settings()));
    }

    @Override
    public void on(Write.PutTokens put) {
        needs(Name.TOKENS.kind(), Name.TOKENS.name());
        now.tokens();
        put(Paths.TOKENS, TokensFile.encode(put.tokens()));
    }

    @Override
    public void on(Write.PutSpaces put) {
        needs(Name.SPACES.kind(), Name.SPACES.name());
        now.spaces();
        put(Paths.SPACES, SpacesFile.encode(put.settings()));
    }

    private void put(App app, @Nullable Release release) {
        needs(Name.Kind.APP, app.name());
        String history = Paths.releases(app.name());
        if (now.app(app.name()).isEmpty() && content(history).isPresent()) {
            throw VektraException.conflict(
                    home.resolve(history) + " is left from another app called " + app.name(), "move it away");
        }
        Optional<App> present = now.app(app.name());
        int before = present.map(App::release).orElse(0);
        present.ifPresent(old -> wasDue.addAll(DueFolder.of(old)));
        isDue.addAll(DueFolder.of(app));
        put(Paths.app(app.name()), AppFile.encode(app));
        if (release != null) {
            release(app.name(), release, before);
        }
    }

    /** Adds to a history that must reach up to the app as it was; only its end is read. */
    private void release(AppName name, Release release, int before) {
        String path = Paths.releases(name);
        Path file = home.resolve(path);
        if (ReleasesFile.wantsRewrite(release)) {
            List<Release> history = new ArrayList<>(history(name, before));
            history.add(release);
            put(path, ReleasesFile.rewrite(history));
            return;
        }
        boolean touched = images.stream().anyMatch(image -> image.touches(path)) || files.isPending(path);
        Optional<Tail> tail = touched || files.has(path) ? content(path).map(Tail::of) : Tail.of(file);
        tail.ifPresent(end -> ReleasesFile.checkEnd(file, end.line(), before));
        long length = tail.map(Tail::length).orElse(0L);
        images.add(new Image.Append(path, length, Image.Text.of(ReleasesFile.encode(release))));
    }

    private List<Release> history(AppName name, int before) {
        Path file = home.resolve(Paths.releases(name));
        Optional<byte[]> content = content(Paths.releases(name));
        if (content.isEmpty()) {
            return List.of();
        }
        List<Release> history = ReleasesFile.decode(file, content.get());
        if (!ReleasesFile.reaches(history, before)) {
            throw ReleasesFile.cutOff(file);
        }
        return history;
    }

    private void rename(AppName from, App to, Release release) {
        needs(Name.Kind.APP, from);
        needs(Name.Kind.APP, to.name());
        String history = Paths.releases(to.name());
        if (now.app(to.name()).isPresent() || content(history).isPresent()) {
            throw VektraException.conflict("an app called " + to.name() + " already exists", "choose another name");
        }
        App old = now.app(from).orElseThrow(() -> VektraException.notFound("no app called " + from, null));
        wasDue.addAll(DueFolder.of(old));
        isDue.addAll(DueFolder.of(to));
        put(Paths.app(to.name()), AppFile.encode(to));
        images.add(new Image.Move(history, Paths.releases(from)));
        release(to.name(), release, old.release());
        for (Addon addon : to.addons()) {
            List<AppName> attached =
                    now.owner(addon.name()).map(Snapshot.Owned::attached).orElse(List.of());
            put(Paths.reservation(addon.name()), AddonFile.encodeOwner(to.name(), attached));
        }
        to.borrowed().stream().map(Attachment::addon).distinct().forEach(addon -> attachedAs(addon, from, to.name()));
        images.add(new Image.Delete(Paths.app(from)));
    }

    /** An app that has another app's add-on attached is called otherwise. */
    private void attachedAs(AddonName addon, AppName from, AppName to) {
        Snapshot.Owned owned = now.owner(addon).orElse(null);
        AppName owner = owned == null ? null : owned.app();
        if (owned != null && owner != null) {
            needs(Name.Kind.APP, owner);
            List<AppName> attached = owned.attached().stream()
                    .map(app -> app.equals(from) ? to : app)
                    .toList();
            put(Paths.reservation(addon), AddonFile.encodeOwner(owner, attached));
        }
    }

    private void delete(AppName name) {
        needs(Name.Kind.APP, name);
        Optional<App> present = now.app(name);
        history(name, present.map(App::release).orElse(0));
        present.ifPresent(old -> wasDue.addAll(DueFolder.of(old)));
        images.add(new Image.Delete(Paths.app(name)));
        images.add(new Image.Delete(Paths.releases(name)));
    }

    private void reserve(Write.Reserve reserve) {
        AddonName name = reserve.name();
        if (now.owner(name).isPresent()) {
            throw VektraException.conflict("the add-on name " + name + " is taken", "choose another name");
        }
        put(Paths.reservation(name), AddonFile.encodeOwner(reserve.owner(), reserve.attached()));
    }

    private void orphan(Addon addon) {
        now.owner(addon.name());
        isDue.addAll(DueFolder.of(addon));
        put(Paths.ownerless(addon.name()), AddonFile.encode(addon));
        images.add(new Image.Delete(Paths.reservation(addon.name())));
    }

    private void free(AddonName name) {
        now.owner(name).map(Snapshot.Owned::addon).ifPresent(ownerless -> wasDue.addAll(DueFolder.of(ownerless)));
        images.add(new Image.Delete(Paths.reservation(name)));
        images.add(new Image.Delete(Paths.ownerless(name)));
    }

    private void put(Drain drain) {
        Optional<Drain> before = now.drain(drain.name());
        before.ifPresentOrElse(this::needs, () -> needs(Name.Kind.SERVICE, drain.name()));
        needs(drain);
        put(Paths.drain(drain.name()), DrainFile.encode(drain));
    }

    private void needs(Drain drain) {
        if (drain.app() == null) {
            needs(Name.Kind.SERVICE, drain.name());
        } else {
            needs(Name.Kind.APP, drain.app());
        }
    }

    private void check(ServiceName service) {
        needs(Name.Kind.SERVICE, service);
        now.service(service);
    }

    private void put(String path, byte[] content) {
        images.add(new Image.Put(path, Image.Text.of(content)));
    }

    private Optional<byte[]> content(String path) {
        return files.readAfter(images, path);
    }

    /** A caller that writes what it has not locked would lose an update one day: a bug, found at once. */
    private void needs(Name.Kind kind, Object name) {
        if (!held.test(Name.alone(kind, name))) {
            throw new IllegalStateException("the session does not hold " + kind + " " + name + " alone");
        }
    }
}
