package vektra.store.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import vektra.store.disk.Disk;
import vektra.store.disk.Paths;

/** The files that the audit of a home is in. */
record AuditFiles(Path home) {
    private static final Pattern FULL = Pattern.compile("audit-[0-9]{8}T[0-9]{9}Z\\.jsonl");

    /** The one to which lines are added. */
    Path current() {
        return home.resolve(Paths.AUDIT);
    }

    /** The names of the full ones, the newest first. */
    List<String> full() {
        List<String> names = new ArrayList<>(Disk.list(home));
        names.removeIf(name -> !FULL.matcher(name).matches());
        Collections.reverse(names);
        return names;
    }

    /** All of them, the newest first; what is no file at all, such as a device in its place, has no lines. */
    List<Path> all(List<String> full) {
        List<Path> files = new ArrayList<>(List.of(current()));
        full.forEach(name -> files.add(home.resolve(name)));
        files.removeIf(file -> !Files.isRegularFile(file));
        return files;
    }

    /** Bytes that are no UTF-8 spoil their own line alone. */
    static BufferedReader reader(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(Files.newInputStream(file), UTF_8));
    }
}
