package vektra.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.model.Addon;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Release;
import vektra.model.VektraException;
import vektra.spi.Locks.Name;
import vektra.spi.Store.Write;

/** Turns what a session writes into images of files; refuses names that are taken. Touches nothing. */
final class Draft {
    private final View view;
    private final Collection<Name> held;
    private final List<Image> images = new ArrayList<>();

    Draft(View view, Collection<Name> held) {
        this.view = view;
        this.held = held;
    }

    List<Image> images() {
        return images;
    }

    void add(Write write) {
        if (write instanceof Write.PutApp put) {
            put(put.app(), put.release());
        } else if (write instanceof Write.RenameApp rename) {
            rename(rename.from(), rename.to(), rename.release());
        } else if (write instanceof Write.DeleteApp delete) {
            needs(Name.Kind.APP, delete.name());
            images.add(new Image.Delete(Paths.app(delete.name())));
            images.add(new Image.Delete(Paths.releases(delete.name())));
        } else if (write instanceof Write.Reserve reserve) {
            reserve(reserve);
        } else if (write instanceof Write.Orphan orphan) {
            Addon addon = orphan.addon();
            put(Paths.ownerless(addon.name()), AddonFile.encode(addon));
            images.add(new Image.Delete(Paths.reservation(addon.name())));
        } else if (write instanceof Write.Free free) {
            images.add(new Image.Delete(Paths.reservation(free.name())));
            images.add(new Image.Delete(Paths.ownerless(free.name())));
        } else if (write instanceof Write.PutService put) {
            needs(Name.Kind.SERVICE, put.service().name());
            put(Paths.service(put.service().name()), ServiceFile.encode(put.service()));
        } else if (write instanceof Write.DeleteService delete) {
            needs(Name.Kind.SERVICE, delete.name());
            images.add(new Image.Delete(Paths.service(delete.name())));
        }
    }

    private void put(App app, @Nullable Release release) {
        needs(Name.Kind.APP, app.name());
        boolean isNew = !exists(Paths.app(app.name()));
        put(Paths.app(app.name()), AppFile.encode(app));
        if (isNew && exists(Paths.releases(app.name()))) {
            throw VektraException.conflict(
                    view.file(Paths.releases(app.name())) + " is left from another app called " + app.name(),
                    "move it away");
        }
        if (release != null) {
            release(Paths.releases(app.name()), release);
        }
    }

    private void release(String path, Release release) {
        if (ReleasesFile.wantsRewrite(release)) {
            List<Release> history = new ArrayList<>(ReleasesFile.decode(view.file(path), lines(path)));
            history.add(release);
            put(path, ReleasesFile.rewrite(history));
        } else {
            boolean touched = images.stream().anyMatch(image -> image.touches(path));
            long offset = touched ? lines(path).length : Disk.lengthOfLines(view.file(path));
            images.add(new Image.Append(path, offset, Image.Text.of(ReleasesFile.encode(release))));
        }
    }

    private void rename(AppName from, App to, Release release) {
        needs(Name.Kind.APP, from);
        needs(Name.Kind.APP, to.name());
        if (exists(Paths.app(to.name())) || exists(Paths.releases(to.name()))) {
            throw VektraException.conflict("an app called " + to.name() + " exists already", null);
        }
        put(Paths.app(to.name()), AppFile.encode(to));
        images.add(new Image.Move(Paths.releases(to.name()), Paths.releases(from)));
        release(Paths.releases(to.name()), release);
        for (Addon addon : to.addons()) {
            put(Paths.reservation(addon.name()), AddonFile.encodeOwner(to.name()));
        }
        images.add(new Image.Delete(Paths.app(from)));
    }

    private void reserve(Write.Reserve reserve) {
        if (exists(Paths.reservation(reserve.name())) || exists(Paths.ownerless(reserve.name()))) {
            throw VektraException.conflict("the add-on name " + reserve.name() + " is taken", "choose another name");
        }
        put(Paths.reservation(reserve.name()), AddonFile.encodeOwner(reserve.owner()));
    }

    private void put(String path, byte[] content) {
        images.add(new Image.Put(path, Image.Text.of(content)));
    }

    private boolean exists(String path) {
        return view.readAfter(images, path).isPresent();
    }

    private byte[] lines(String path) {
        byte[] content = view.readAfter(images, path).orElse(new byte[0]);
        if (!ReleasesFile.isWhole(content)) {
            throw Trouble.damaged(view.file(path), "its last line ends too early");
        }
        return content;
    }

    /** A caller that writes what it has not locked would lose somebody's update one day: a bug, found at once. */
    private void needs(Name.Kind kind, Object name) {
        if (!held.contains(Name.alone(kind, name))) {
            throw new IllegalStateException("the session does not hold " + kind + " " + name + " alone");
        }
    }
}
