package vektra.cli.backups;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.data.Shelved;
import vektra.json.Json;
import vektra.model.addon.Backup;
import vektra.model.name.AppName;
import vektra.model.text.Figure;
import vektra.model.text.Shown;

/** A backup as it prints. */
final class BackupText {
    static final String WHICH = "the name of a backup, ADDON/NUMBER, or an add-on for its newest";

    private BackupText() {}

    static Map<String, @Nullable Object> json(Shelved one) {
        Backup backup = one.backup();
        AppName app = one.of().app();
        return Json.map(
                "name", one.name(),
                "addon", one.of().name().value(),
                "app", app == null ? null : app.value(),
                "service", one.of().service().value(),
                "number", backup.number(),
                "started_at", backup.startedAt().toString(),
                "finished_at", backup.finishedAt().toString(),
                "bytes", backup.bytes(),
                "holds", backup.holds(),
                "sha256", backup.sha256(),
                "file", one.file().toString(),
                "restored_at", Json.time(backup.restoredAt()),
                "kept_until", Json.time(one.keptUntil()));
    }

    /** One row of a list; how long they are kept only where that has an end. */
    static Map<String, String> cells(Shelved one, boolean ends) {
        AppName app = one.of().app();
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("name", one.name());
        cells.put("app", app == null ? "(none)" : app.value());
        cells.put("add-on", one.of().name().value());
        cells.put("made", Shown.time(one.backup().startedAt()));
        cells.put("size", Figure.size(one.backup().bytes()));
        cells.put("holds", one.backup().holds());
        if (ends) {
            cells.put("kept until", one.keptUntil() == null ? "-" : Shown.time(one.keptUntil()));
        }
        return cells;
    }

    static List<List<String>> lines(Shelved one) {
        Backup backup = one.backup();
        List<List<String>> lines = new ArrayList<>();
        cells(one, one.keptUntil() != null).forEach((label, text) -> lines.add(List.of(capital(label), text)));
        lines.add(List.of("Service", one.of().service().value()));
        lines.add(List.of("Number", String.valueOf(backup.number())));
        lines.add(List.of("Finished", Shown.time(backup.finishedAt())));
        lines.add(List.of("Restored", backup.restoredAt() == null ? "never" : Shown.time(backup.restoredAt())));
        lines.add(List.of("SHA-256", backup.sha256() == null ? "not recorded" : backup.sha256()));
        lines.add(List.of("File", one.file().toString()));
        return lines;
    }

    private static String capital(String label) {
        return Character.toUpperCase(label.charAt(0)) + label.substring(1);
    }
}
