package vektra.http.platform;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.addons.Inventory;
import vektra.addons.data.Shelved;
import vektra.addons.schedule.Schedules.Planned;
import vektra.http.request.Call;
import vektra.json.Json;
import vektra.model.addon.Backup;
import vektra.model.addon.Drill;
import vektra.model.schedule.Schedule;

/** What is known of the backups of one add-on: its schedule, the newest, and the last drill. */
final class BackupState {
    private BackupState() {}

    /** Null where the service has no backups. */
    static @Nullable Map<String, @Nullable Object> of(Call call, Inventory.Row row) {
        return call.verbs()
                .data()
                .schedules()
                .of(row.addon(), row.owner())
                .map(planned -> view(call, planned))
                .orElse(null);
    }

    private static Map<String, @Nullable Object> view(Call call, Planned planned) {
        List<Shelved> backups =
                call.verbs().data().upkeep().search().of(planned.addon().name().value(), null);
        Schedule schedule = planned.schedule();
        Drill last = Stream.concat(
                        backups.stream().map(Shelved::backup).map(Backup::drill),
                        Stream.ofNullable(schedule).map(one -> one.runs().drill()))
                .filter(drill -> drill != null)
                .max(Comparator.comparing(Drill::at))
                .orElse(null);
        return Json.map(
                "count", backups.size(),
                "newest", backups.isEmpty() ? null : view(backups.get(backups.size() - 1)),
                "drill", last == null ? null : last.fields(),
                "schedule", schedule == null ? null : view(schedule),
                "damage", planned.damage());
    }

    private static Map<String, @Nullable Object> view(Shelved newest) {
        Backup backup = newest.backup();
        return Json.map(
                "name", newest.word(),
                "created_at", backup.startedAt().toString(),
                "bytes", backup.bytes(),
                "holds", backup.holds().words(),
                "tried", backup.proof().word());
    }

    private static Map<String, @Nullable Object> view(Schedule schedule) {
        Map<String, @Nullable Object> view = schedule.fields();
        view.put("problem", schedule.problem().orElse(null));
        return view;
    }
}
