package vektra.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import vektra.model.addon.Holdings;
import vektra.model.addon.Part;

/**
 * Folders as backups and imports; what is wrong with an archive is an error for users.
 *
 * @param one the word for one of the files
 * @param owners whether files of a backup get the owner that they had, which only root can give
 * @param imported what may be imported
 */
public record Archives(String one, Notes notes, boolean owners, ForeignArchive.Rule imported) {
    /** Loads the archive that was just written. */
    public interface Loading {
        Holdings run() throws IOException;
    }

    /** Writes a folder to a new file, which must be loaded then; what fails leaves no file. Returns what it holds. */
    public Holdings dump(Path folder, Path to, Loading loading) throws IOException {
        boolean whole = false;
        try {
            ArchiveWriter.write(folder, to, notes);
            Holdings loaded = loading.run();
            whole = true;
            return loaded;
        } finally {
            if (!whole) {
                Files.deleteIfExists(to);
            }
        }
    }

    /** Reads a backup to its end; a damaged one is UNAVAILABLE. Returns what it holds. */
    public String verify(Path backup, ArchiveReader.Receiver receiver) {
        try {
            return ArchiveReader.read(backup, receiver).words(one);
        } catch (IOException e) {
            throw Failures.damaged(backup, e);
        }
    }

    /** Loads a backup into a folder that is empty and closed to all others, and compares each byte of it. Returns what it holds. */
    public Holdings load(Path backup, Path empty) throws IOException {
        try {
            Unpacking.load(backup, empty, notes, owners);
            Contents same = Comparison.check(backup, empty, notes);
            return Holdings.of(
                    same.words(one),
                    Map.of(one + "s", new Part(same.files(), one), "content", new Part(same.bytes(), "byte")));
        } catch (Damaged e) {
            throw Failures.damaged(backup, e);
        }
    }

    /** Reads an archive of any tool to its end; one that cannot be imported is INVALID. Returns what it holds. */
    public String holds(Path archive) {
        try {
            return ForeignArchive.verify(archive, imported).words(one);
        } catch (IOException e) {
            throw Failures.unusable(archive, e);
        }
    }

    /** Adds what such an archive holds to a folder that is closed to all others; what does not go with it is a CONFLICT. */
    public void add(Path archive, Path folder) {
        try {
            Unpacking.add(archive, folder, notes, imported);
        } catch (IOException e) {
            throw Failures.unfit(e);
        }
    }
}
