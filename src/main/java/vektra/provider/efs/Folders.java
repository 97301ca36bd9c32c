package vektra.provider.efs;

import java.io.IOException;
import java.nio.file.Path;
import vektra.archive.Archives;
import vektra.archive.Notes;
import vektra.model.Uid;
import vektra.model.addon.Holdings;

/**
 * Folders in files, and back.
 *
 * @param access what a folder has once it was filled
 */
record Folders(Access access) {
    private static final Archives ARCHIVES = new Archives("file", Notes.LEFT_OUT, Uid.ours() == Uid.ROOT, entry -> {});

    /** Writes a folder to a new file and loads that into an empty folder; what fails leaves no file. */
    Holdings dump(Path folder, Path to, Path scratch) throws IOException {
        return ARCHIVES.dump(folder, to, () -> load(scratch, to));
    }

    /** What a tar archive of any tool holds. */
    static String holds(Path archive) {
        return ARCHIVES.holds(archive);
    }

    /** Closed to all others meanwhile, as for {@link #load}. */
    Path take(Path folder, Path archive) throws IOException {
        Access.close(folder);
        ARCHIVES.add(archive, folder);
        access.apply(folder);
        return folder;
    }

    static String verify(Path dump) {
        return ARCHIVES.verify(dump, (entry, content) -> {});
    }

    /** Closed to all others meanwhile, so that nothing in it is exchanged for a link. */
    Holdings load(Path empty, Path dump) throws IOException {
        Access.close(empty);
        Holdings loaded = ARCHIVES.load(dump, empty);
        access.apply(empty);
        return loaded;
    }
}
