package vektra.logs.collect;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The files that names and patterns stand for; patterns are looked up again every second. */
public final class Globs implements Supplier<List<Path>> {
    private static final long LOOK_AGAIN = Duration.ofSeconds(1).toNanos();

    private final List<Glob> globs;
    private List<Path> files = List.of();
    private long looked;

    Globs(List<Glob> globs) {
        this.globs = globs;
        look();
    }

    @Override
    public List<Path> get() {
        if (System.nanoTime() - looked > LOOK_AGAIN) {
            look();
        }
        return files;
    }

    private void look() {
        List<Path> found = new ArrayList<>();
        globs.forEach(glob -> found.addAll(glob.files()));
        files = found;
        looked = System.nanoTime();
    }
}
