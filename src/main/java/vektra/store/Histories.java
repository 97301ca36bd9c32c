package vektra.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vektra.model.app.App;
import vektra.model.app.Release;
import vektra.model.name.AppName;
import vektra.store.disk.Paths;
import vektra.store.disk.Tail;
import vektra.store.format.ReleasesFile;
import vektra.store.journal.Image;

/** The histories of apps in a draft: of a long one only the end is read. */
final class Histories {
    private final Glance files;
    private final List<Image> images;

    /** @param images those of the draft, which grow */
    Histories(Glance files, List<Image> images) {
        this.files = files;
        this.images = images;
    }

    /** Adds to a history that must reach up to the app as it was. */
    void add(App app, Release release, int before) {
        AppName name = app.name();
        String id = app.id().value();
        String path = Paths.releases(name);
        Path file = files.home().resolve(path);
        if (ReleasesFile.wantsRewrite(release)) {
            List<Release> history = new ArrayList<>(read(name, id, before));
            history.add(release);
            images.add(new Image.Put(path, Image.Text.of(ReleasesFile.rewrite(history, files.seals(), id))));
            return;
        }
        boolean touched = images.stream().anyMatch(image -> image.touches(path));
        Optional<Tail> tail = touched ? files.readAfter(images, path).map(Tail::of) : files.tail(path);
        tail.ifPresent(end -> ReleasesFile.checkEnd(file, end.line(), before));
        long length = tail.map(Tail::length).orElse(0L);
        images.add(new Image.Append(path, length, Image.Text.of(ReleasesFile.encode(release, files.seals(), id))));
    }

    /** Refuses to lose a history that does not reach up to that release. */
    void check(AppName name, int before) {
        read(name, "", before);
    }

    /** A whole history that must reach up to that release. */
    private List<Release> read(AppName name, String id, int before) {
        Path file = files.home().resolve(Paths.releases(name));
        Optional<byte[]> content = files.readAfter(images, Paths.releases(name));
        if (content.isEmpty()) {
            return List.of();
        }
        List<Release> history = ReleasesFile.decode(file, content.get(), files.seals(), id);
        if (!ReleasesFile.reaches(history, before)) {
            throw ReleasesFile.cutOff(file);
        }
        return history;
    }
}
