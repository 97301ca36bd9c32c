package vektra.cli.backups;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.data.Drills.Drilled;
import vektra.addons.data.Shelved;
import vektra.json.Json;
import vektra.model.addon.Drill;
import vektra.model.text.Shown;

/** A drill as it prints. */
final class DrillText {
    private DrillText() {}

    static String line(Drilled one) {
        Shelved backup = one.backup();
        Drill drill = one.drill();
        if (backup == null || drill == null) {
            return one.addon() + ": no backup";
        }
        return drill.problem() == null
                ? backup.word() + ": restored and compared in " + Shown.seconds(drill.took()) + ": "
                        + backup.backup().holds().words()
                : backup.word() + ": failed: " + drill.problem();
    }

    static Map<String, @Nullable Object> json(Drilled one) {
        return Json.map(
                "addon",
                one.addon().value(),
                "app",
                one.app() == null ? null : one.app().value(),
                "backup",
                one.backup() == null ? null : BackupText.json(one.backup()),
                "drill",
                fields(one.drill()));
    }

    /** Null where there was none. */
    static @Nullable Object fields(@Nullable Drill drill) {
        return drill == null ? null : drill.fields();
    }

    /** What {@code backups:info} says of it. */
    static String info(@Nullable Drill drill) {
        if (drill == null) {
            return "never";
        }
        String at = Shown.time(drill.at());
        return drill.problem() == null
                ? at + ", in " + Shown.seconds(drill.took())
                : at + ", failed: " + drill.problem();
    }
}
