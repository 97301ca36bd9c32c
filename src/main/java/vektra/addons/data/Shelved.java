package vektra.addons.data;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.model.addon.Backup;
import vektra.model.text.Figure;
import vektra.spi.Shelf;

/**
 * A backup, and where it is.
 *
 * @param of the add-on as it is called now, or was when it was destroyed
 * @param keptUntil when it is deleted, since its add-on is gone; else null
 * @param called what finds its add-on: its name, or its id where another add-on has that name by now
 */
public record Shelved(
        Backup.Of of, Backup backup, Path file, @Nullable Instant keptUntil, String called) {
    /** One of an add-on that is there. */
    public static Shelved there(Backup.Of of, Backup backup, Shelf shelf) {
        return new Shelved(
                of, backup, shelf.file(of.id(), backup), null, of.name().value());
    }

    /** The same with what is recorded of it by now. */
    Shelved as(Backup now) {
        return new Shelved(of, now, file, keptUntil, called);
    }

    /** A short word that finds it. */
    public String word() {
        return called + "/" + backup.number();
    }

    /** What finds it: the name of its file, or of one made by an earlier version the add-on and its number. */
    public String name() {
        return backup.of() == null ? word() : backup.name();
    }

    /** What is said of it once it is made. */
    String done() {
        return "Backup " + backup.number() + " of " + of.name() + " is complete and was verified by loading it: "
                + backup.holds().words();
    }

    /** Its row in the result of an action. */
    Map<String, Figure> row() {
        Map<String, Figure> row = new LinkedHashMap<>();
        row.put("backup", Figure.of(backup.number()));
        row.put("started_at", Figure.of(backup.startedAt()));
        row.put("finished_at", Figure.of(backup.finishedAt()));
        row.put("bytes", Figure.of(backup.bytes()));
        row.put("holds", Figure.of(backup.holds().words()));
        row.put("file", Figure.of(file.toString()));
        return row;
    }
}
