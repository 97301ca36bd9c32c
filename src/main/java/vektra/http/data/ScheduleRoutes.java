package vektra.http.data;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.addons.Inventory;
import vektra.addons.schedule.Schedules;
import vektra.addons.schedule.Schedules.Planned;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.DerivedId;
import vektra.http.request.Fields;
import vektra.http.request.Refusal;
import vektra.http.request.Route;
import vektra.json.Json;
import vektra.model.addon.Addon;
import vektra.model.name.AppName;
import vektra.model.schedule.Keep;
import vektra.model.schedule.Schedule;
import vektra.model.schedule.Timing;

/** Schedules of backups, as Heroku's command line sets, lists and ends them. */
public final class ScheduleRoutes {
    private static final String SCHEDULES = "/client/v11/databases/{addon}/transfer-schedules";
    /** The attachment that Heroku names a database by, where it has it. */
    private static final String USUAL = "DATABASE";

    private ScheduleRoutes() {}

    public static List<Route> all() {
        return List.of(
                Route.view(SCHEDULES, "When backups of an app's databases are made", "Schedules", ScheduleRoutes::list),
                Route.post(SCHEDULES, "Make a backup each day", "NewSchedule", 201, "Schedule", ScheduleRoutes::put),
                Route.delete(SCHEDULES + "/{schedule}", "End a schedule of backups", "Schedule", ScheduleRoutes::end));
    }

    /** Those of all databases of its app, whichever is asked for. */
    private static Answer list(Call call) {
        return Answer.ok(planned(call, DataRoutes.row(call))
                .map(planned -> view(call, planned.addon(), planned.schedule()))
                .toList());
    }

    /** The schedules of all databases of the owner; without an owner that the token reaches, that of the one database. */
    private static Stream<Planned> planned(Call call, Inventory.Row row) {
        Schedules schedules = call.verbs().data().schedules();
        AppName app = row.owner();
        Stream<Planned> all = app != null && call.reach().isOwn(row)
                ? schedules.list(app).stream()
                : schedules.of(row.addon(), app).stream();
        return all.filter(planned -> planned.schedule() != null);
    }

    /** What else is set, such as where copies go, stays. */
    private static Answer put(Call call) {
        Inventory.Row row = DataRoutes.ownRow(call);
        Addon addon = row.addon();
        Fields body = call.body();
        String hour = body.requiredText("hour");
        String minute = body.text("minute");
        String zone = body.text("timezone");
        Timing at = Timing.parse(
                hour + ":" + (minute == null ? "00" : minute) + " " + (zone == null ? "UTC" : zone), ZoneOffset.UTC);
        Schedules schedules = call.verbs().data().schedules();
        Schedule before =
                schedules.of(addon, row.owner()).map(Planned::schedule).orElse(null);
        Planned planned = schedules.put(
                addon.name().value(),
                null,
                new Schedules.Request(
                        at,
                        before == null ? Keep.USUAL : before.keep(),
                        before == null ? null : before.to(),
                        before == null || before.drills()));
        return Answer.created(view(call, addon, planned.schedule()));
    }

    private static Answer end(Call call) {
        Planned found = planned(call, DataRoutes.ownRow(call))
                .filter(planned -> id(planned.addon()).equals(call.name("schedule")))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("schedule", "schedule"));
        call.verbs().data().schedules().end(found.addon().name().value(), null);
        return Answer.ok(view(call, found.addon(), found.schedule()));
    }

    private static String id(Addon addon) {
        return DerivedId.of("schedule", addon.id().value());
    }

    /** The command line prints {@code daily at HOUR:00 ZONE}. */
    private static Map<String, @Nullable Object> view(Call call, Addon addon, @Nullable Schedule schedule) {
        if (schedule == null) {
            throw new IllegalStateException("only those with a schedule are shown");
        }
        return Json.map(
                "uuid", id(addon),
                "name", name(call, addon),
                "hour",
                        schedule.at()
                                .hourOfEachDay()
                                .map(String::valueOf)
                                .orElse(schedule.at().when()),
                "timezone", schedule.at().zone().getId(),
                "retain", schedule.keep().toString());
    }

    /** By a config var of its owner, which is how Heroku's command line finds it. */
    private static String name(Call call, Addon addon) {
        List<String> names = call.find().addon(addon.name().value()).attachments().stream()
                .map(attachment -> attachment.name().value())
                .toList();
        return names.isEmpty() ? addon.name().value() : (names.contains(USUAL) ? USUAL : names.get(0)) + "_URL";
    }
}
