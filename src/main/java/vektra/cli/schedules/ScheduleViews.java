package vektra.cli.schedules;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.schedule.Schedules.Planned;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.addon.Drill;
import vektra.model.schedule.Copies;
import vektra.model.schedule.Runs;
import vektra.model.schedule.Schedule;
import vektra.model.text.Shown;

/** How schedules are printed. */
final class ScheduleViews {
    private ScheduleViews() {}

    static void table(List<Planned> all, Output out) {
        out.table(
                List.of("add-on", "app", "at", "keep", "to", "next", "last", "drilled", "problem"),
                all.stream().map(ScheduleViews::row).toList());
    }

    private static List<String> row(Planned planned) {
        String name = planned.addon().name().value();
        String app = planned.app() == null ? "(none)" : planned.app().value();
        Schedule schedule = planned.schedule();
        if (schedule == null) {
            return planned.damage() == null
                    ? List.of(name, app, "(no schedule)", "", "", "", "", "", "")
                    : List.of(name, app, "(damaged)", "", "", "", "", "", planned.damage());
        }
        Copies to = schedule.to();
        return List.of(
                name,
                app,
                schedule.at().toString(),
                schedule.keep().toString(),
                to == null ? "" : to.shown(),
                Shown.time(schedule.nextAt()),
                time(schedule.runs().succeededAt()),
                schedule.drills() ? drilled(schedule.runs().drill()) : "(off)",
                schedule.problem().orElse(""));
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "" : Shown.time(at);
    }

    private static String drilled(@Nullable Drill drill) {
        return drill == null ? "" : time(drill.at());
    }

    static Map<String, @Nullable Object> json(Planned planned) {
        Schedule schedule = planned.schedule();
        return Json.map(
                "addon", planned.addon().name().value(),
                "app", planned.app() == null ? null : planned.app().value(),
                "service", planned.addon().service().value(),
                "changed", planned.changed(),
                "schedule", schedule == null ? null : json(schedule),
                "damage", planned.damage());
    }

    private static Map<String, @Nullable Object> json(Schedule schedule) {
        Runs runs = schedule.runs();
        Drill drill = runs.drill();
        Map<String, @Nullable Object> view = schedule.fields();
        view.put("last_at", Json.time(runs.succeededAt()));
        view.put("drilled_at", Json.time(drill == null ? null : drill.at()));
        view.put("drill_problem", drill == null ? null : drill.problem());
        view.put("failures", runs.failures());
        view.put("problem", runs.problem());
        return view;
    }
}
