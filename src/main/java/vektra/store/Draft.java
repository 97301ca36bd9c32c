package vektra.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.app.Release;
import vektra.model.logs.Drain;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.schedule.Schedule;
import vektra.model.text.VektraException;
import vektra.spi.Locks.Name;
import vektra.spi.Snapshot;
import vektra.spi.Store.Write;
import vektra.store.disk.DueFolder;
import vektra.store.disk.Paths;
import vektra.store.disk.ScheduleMarks;
import vektra.store.format.AddonFile;
import vektra.store.format.AppFile;
import vektra.store.format.DrainFile;
import vektra.store.format.LogSettingsFile;
import vektra.store.format.ScheduleFile;
import vektra.store.format.ServiceFile;
import vektra.store.format.SpacesFile;
import vektra.store.format.TokensFile;
import vektra.store.journal.Image;

/**
 * Turns what a session writes into images of files and touches none. Refuses names that are taken, and reads every file
 * that would be written over or deleted, so that one that this version cannot read stays as it is.
 */
public final class Draft implements Write.Visitor {
    private final Path home;
    private final Glance files;
    private final Records now;
    private final HeldLocks held;
    private final Histories histories;
    private final List<Image> images = new ArrayList<>();
    private final DueChanges due = new DueChanges();

    /** @param held whether the session holds a lock */
    public Draft(Glance files, Predicate<Name> held) {
        this.home = files.home();
        this.files = files;
        this.held = new HeldLocks(held);
        this.histories = new Histories(files, images);
        this.now = new Records(home, this::content, files.seals());
    }

    /** What was added alone. */
    public List<Image> added() {
        return images;
    }

    /** What was added, and what the folder of things due then lacks or has no use for. */
    List<Image> images() {
        List<Image> all = new ArrayList<>(images);
        all.addAll(due.images(path -> content(path).isPresent()));
        return all;
    }

    public void add(Write write) {
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
        AppName name = delete.name();
        held.require(Name.Kind.APP, name);
        Optional<App> present = now.app(name);
        histories.check(name, present.map(App::release).orElse(0));
        present.ifPresent(old -> due.was(DueFolder.of(old)));
        images.add(new Image.Delete(Paths.app(name)));
        images.add(new Image.Delete(Paths.releases(name)));
    }

    @Override
    public void on(Write.Reserve reserve) {
        AddonName name = reserve.name();
        if (now.owner(name).isPresent()) {
            throw VektraException.conflict("the add-on name " + name + " is taken", "choose another name");
        }
        put(Paths.reservation(name), AddonFile.encodeOwner(reserve.owner(), reserve.attached()));
    }

    @Override
    public void on(Write.PutAttached attached) {
        held.require(Name.Kind.APP, attached.owner());
        now.owner(attached.name());
        put(Paths.reservation(attached.name()), AddonFile.encodeOwner(attached.owner(), attached.attached()));
    }

    @Override
    public void on(Write.Orphan orphan) {
        Addon addon = orphan.addon();
        now.owner(addon.name());
        due.is(DueFolder.of(addon));
        put(Paths.ownerless(addon.name()), AddonFile.encode(addon, files.seals()));
        images.add(new Image.Delete(Paths.reservation(addon.name())));
    }

    @Override
    public void on(Write.Free free) {
        AddonName name = free.name();
        now.owner(name).map(Snapshot.Owned::addon).ifPresent(ownerless -> due.was(DueFolder.of(ownerless)));
        images.add(new Image.Delete(Paths.reservation(name)));
        images.add(new Image.Delete(Paths.ownerless(name)));
    }

    @Override
    public void on(Write.PutService put) {
        check(put.service().name());
        now.service(put.service().name()).ifPresent(old -> due.was(DueFolder.of(old)));
        due.is(DueFolder.of(put.service()));
        put(Paths.service(put.service().name()), ServiceFile.encode(put.service(), files.seals()));
    }

    @Override
    public void on(Write.DeleteService delete) {
        check(delete.name());
        now.service(delete.name()).ifPresent(old -> due.was(DueFolder.of(old)));
        images.add(new Image.Delete(Paths.service(delete.name())));
    }

    @Override
    public void on(Write.PutDrain put) {
        put(put.drain());
    }

    @Override
    public void on(Write.DeleteDrain delete) {
        now.drain(delete.name()).ifPresent(held::require);
        images.add(new Image.Delete(Paths.drain(delete.name())));
    }

    @Override
    public void on(Write.PutLogSettings put) {
        held.require(Name.LOG_SETTINGS);
        now.logSettings();
        put(Paths.LOG_SETTINGS, LogSettingsFile.encode(put.settings()));
    }

    @Override
    public void on(Write.PutTokens put) {
        held.require(Name.TOKENS);
        now.tokens();
        put(Paths.TOKENS, TokensFile.encode(put.tokens()));
    }

    @Override
    public void on(Write.PutSpaces put) {
        held.require(Name.SPACES);
        now.spaces();
        put(Paths.SPACES, SpacesFile.encode(put.settings()));
    }

    @Override
    public void on(Write.PutSchedule put) {
        Schedule schedule = put.schedule();
        held.require(Name.ofBackups(schedule.addon()));
        now.schedule(schedule.addon()).ifPresent(old -> due.was(ScheduleMarks.of(old)));
        due.is(ScheduleMarks.of(schedule));
        put(Paths.schedule(schedule.addon()), ScheduleFile.encode(schedule, files.seals()));
    }

    @Override
    public void on(Write.DeleteSchedule delete) {
        now.schedule(delete.addon()).ifPresent(old -> {
            due.was(ScheduleMarks.of(old));
            images.add(new Image.Delete(Paths.schedule(delete.addon())));
        });
    }

    private void put(App app, @Nullable Release release) {
        held.require(Name.Kind.APP, app.name());
        String history = Paths.releases(app.name());
        Optional<App> present = now.app(app.name());
        if (present.isEmpty() && content(history).isPresent()) {
            throw VektraException.conflict(
                    home.resolve(history) + " is left from another app called " + app.name(), "move it away");
        }
        int before = present.map(App::release).orElse(0);
        present.ifPresent(old -> due.was(DueFolder.of(old)));
        due.is(DueFolder.of(app));
        put(Paths.app(app.name()), AppFile.encode(app, files.seals()));
        if (release != null) {
            histories.add(app, release, before);
        }
    }

    private void rename(AppName from, App to, Release release) {
        held.require(Name.Kind.APP, from);
        held.require(Name.Kind.APP, to.name());
        String history = Paths.releases(to.name());
        if (now.app(to.name()).isPresent() || content(history).isPresent()) {
            throw VektraException.conflict("an app called " + to.name() + " already exists", "choose another name");
        }
        App old = now.app(from).orElseThrow(() -> VektraException.notFound("no app called " + from, null));
        due.was(DueFolder.of(old));
        due.is(DueFolder.of(to));
        put(Paths.app(to.name()), AppFile.encode(to, files.seals()));
        images.add(new Image.Move(history, Paths.releases(from)));
        histories.add(to, release, old.release());
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
            held.require(Name.Kind.APP, owner);
            List<AppName> attached = owned.attached().stream()
                    .map(app -> app.equals(from) ? to : app)
                    .toList();
            put(Paths.reservation(addon), AddonFile.encodeOwner(owner, attached));
        }
    }

    private void put(Drain drain) {
        Optional<Drain> before = now.drain(drain.name());
        before.ifPresentOrElse(held::require, () -> held.require(Name.Kind.SERVICE, drain.name()));
        held.require(drain);
        put(Paths.drain(drain.name()), DrainFile.encode(drain, files.seals()));
    }

    private void check(ServiceName service) {
        held.require(Name.Kind.SERVICE, service);
        now.service(service);
    }

    private void put(String path, byte[] content) {
        images.add(new Image.Put(path, Image.Text.of(content)));
    }

    private Optional<byte[]> content(String path) {
        return files.readAfter(images, path);
    }
}
