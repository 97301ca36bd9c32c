package vektra.cli.backups;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.data.Shelved;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.addon.Backup;
import vektra.model.addon.Part;
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
                "word", one.word(),
                "name", one.name(),
                "addon", one.of().name().value(),
                "app", app == null ? null : app.value(),
                "service", one.of().service().value(),
                "number", backup.number(),
                "started_at", backup.startedAt().toString(),
                "finished_at", backup.finishedAt().toString(),
                "bytes", backup.bytes(),
                "holds", backup.holds().words(),
                "parts",
                        backup.holds().parts().entrySet().stream()
                                .map(BackupText::part)
                                .toList(),
                "sha256", backup.sha256(),
                "file", one.file().toString(),
                "tried", backup.proof().word(),
                "restored_at", Json.time(backup.restoredAt()),
                "drill", DrillText.fields(backup.drill()),
                "kept_until", Json.time(one.keptUntil()));
    }

    private static Map<String, @Nullable Object> part(Map.Entry<String, Part> one) {
        Part part = one.getValue();
        return Json.map("name", one.getKey(), "count", part.count(), "unit", part.unit(), "checksum", part.checksum());
    }

    /** The rows of a list, whose names fit a terminal; apps and how long they are kept only where those differ. */
    static void table(List<Shelved> all, Output out) {
        boolean apps = all.stream().map(one -> app(one.of())).distinct().count() > 1;
        boolean ends = all.stream().anyMatch(one -> one.keptUntil() != null);
        List<Map<String, String>> rows =
                all.stream().map(one -> cells(one, apps, ends)).toList();
        out.table(
                List.copyOf(rows.get(0).keySet()),
                rows.stream().map(row -> List.copyOf(row.values())).toList());
    }

    private static Map<String, String> cells(Shelved one, boolean apps, boolean ends) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("backup", one.word());
        if (apps) {
            cells.put("app", app(one.of()));
        }
        cells.put("made", Shown.minute(one.backup().startedAt()));
        cells.put("size", Figure.size(one.backup().bytes()));
        cells.put("tried", one.backup().proof().word());
        cells.put("holds", one.backup().holds().words());
        if (ends) {
            cells.put("kept until", one.keptUntil() == null ? "-" : Shown.minute(one.keptUntil()));
        }
        return cells;
    }

    private static String app(Backup.Of of) {
        return of.app() == null ? "(none)" : of.app().value();
    }

    static List<List<String>> lines(Shelved one) {
        Backup backup = one.backup();
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("Backup", one.word()));
        lines.add(List.of("Name", one.name()));
        lines.add(List.of("App", app(one.of())));
        lines.add(List.of("Add-on", one.of().name().value()));
        lines.add(List.of("Service", one.of().service().value()));
        lines.add(List.of("Made", Shown.time(backup.startedAt())));
        lines.add(List.of("Finished", Shown.time(backup.finishedAt())));
        lines.add(List.of("Size", Figure.size(backup.bytes())));
        lines.add(List.of("Holds", backup.holds().words()));
        backup.holds().parts().forEach((part, count) -> lines.add(List.of("", Shown.plain(part) + ": " + count)));
        lines.add(List.of("Restored", backup.restoredAt() == null ? "never" : Shown.time(backup.restoredAt())));
        lines.add(List.of("Drilled", DrillText.info(backup.drill())));
        if (one.keptUntil() != null) {
            lines.add(List.of("Kept until", Shown.time(one.keptUntil())));
        }
        lines.add(List.of("SHA-256", backup.sha256() == null ? "not recorded" : backup.sha256()));
        lines.add(List.of("File", one.file().toString()));
        return lines;
    }
}
