package vektra.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is in a folder; a disk that fails midway is an error as one that fails at once is. */
public final class Listing {
    private Listing() {}

    /** In the order of their names. */
    public static List<Path> of(Path folder) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            return of(all);
        }
    }

    /** The same of a folder that is open. */
    public static List<Path> of(DirectoryStream<Path> folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try {
            folder.forEach(entries::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        entries.sort(null);
        return entries;
    }
}
