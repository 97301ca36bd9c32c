package vektra.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import vektra.store.journal.Image;

/** What changes in the folder of things due. */
final class DueChanges {
    private final Set<String> before = new TreeSet<>();
    private final Set<String> after = new TreeSet<>();

    void was(Collection<String> paths) {
        before.addAll(paths);
    }

    void is(Collection<String> paths) {
        after.addAll(paths);
    }

    /** What the folder has no use for, and what it lacks. */
    List<Image> images(Predicate<String> exists) {
        List<Image> images = new ArrayList<>();
        before.stream().filter(path -> !after.contains(path)).forEach(path -> images.add(new Image.Delete(path)));
        after.stream()
                .filter(path -> !exists.test(path))
                .forEach(path -> images.add(new Image.Put(path, new Image.Text(""))));
        return images;
    }
}
