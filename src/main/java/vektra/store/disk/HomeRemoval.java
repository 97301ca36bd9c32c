package vektra.store.disk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Deletes a home; files that Vektra did not write stay. */
final class HomeRemoval {
    private HomeRemoval() {}

    /** Deletes what is Vektra's, the lock last, and the folder if nothing else is in it; returns what stays, sorted. */
    static List<String> of(Path home) {
        List<String> others = new ArrayList<>();
        List<String> names = new ArrayList<>(Disk.listAll(home));
        names.sort(Comparator.comparing((String name) -> name.equals(Paths.LOCK)));
        for (String name : names) {
            if (Paths.isOurs(name)) {
                Tidying.delete(home.resolve(name));
            } else {
                others.add(name);
            }
        }
        if (others.isEmpty()) {
            Tidying.delete(home);
        }
        return others;
    }
}
