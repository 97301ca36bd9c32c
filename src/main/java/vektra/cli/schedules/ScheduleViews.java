package vektra.cli.schedules;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.schedule.Schedules.Planned;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.schedule.Destination;
import vektra.model.schedule.Schedule;
import vektra.model.text.Shown;

/** How schedules are printed. */
final class ScheduleViews {
    private ScheduleViews() {}

    static void table(List<Planned> all, Output out) {
        out.table(
                List.of("add-on", "app", "at", "keep", "to", "next", "last", "problem"),
                all.stream().map(ScheduleViews::row).toList());
    }

    private static List<String> row(Planned planned) {
        String name = planned.addon().name().value();
        String app = planned.app() == null ? "(none)" : planned.app().value();
        Schedule schedule = planned.schedule();
        if (schedule == null) {
            return List.of(name, app, "(no schedule)", "", "", "", "", "");
        }
        Destination to = schedule.to();
        return List.of(
                name,
                app,
                schedule.at().toString(),
                schedule.keep().toString(),
                to == null ? "" : to.shown(),
                Shown.time(schedule.nextAt()),
                schedule.runs().succeededAt() == null
                        ? ""
                        : Shown.time(schedule.runs().succeededAt()),
                problem(schedule));
    }

    private static String problem(Schedule schedule) {
        int failures = schedule.runs().failures();
        return failures == 0
                ? ""
                : "failed " + Shown.counted(failures, "time") + ": "
                        + schedule.runs().problem();
    }

    static Map<String, @Nullable Object> json(Planned planned) {
        Schedule schedule = planned.schedule();
        return Json.map(
                "addon", planned.addon().name().value(),
                "app", planned.app() == null ? null : planned.app().value(),
                "service", planned.addon().service().value(),
                "changed", planned.changed(),
                "schedule", schedule == null ? null : json(schedule));
    }

    private static Map<String, @Nullable Object> json(Schedule schedule) {
        Destination to = schedule.to();
        return Json.map(
                "at", schedule.at().toString(),
                "keep", schedule.keep().toString(),
                "to", to == null ? null : to.shown(),
                "next_at", Json.time(schedule.nextAt()),
                "last_at", Json.time(schedule.runs().succeededAt()),
                "failures", schedule.runs().failures(),
                "problem", schedule.runs().problem());
    }
}
