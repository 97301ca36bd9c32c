package vektra.addons.doctor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.OwnedAddon;
import vektra.addons.schedule.Scheduler;
import vektra.model.schedule.Schedule;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Snapshot;

/** Scheduled backups and drills that fail, or that nothing makes. */
record ScheduleCheck(Engine engine, History history) implements Doctor.Check {
    @Override
    public List<Finding> findings(Visit visit) {
        List<Finding> found = new ArrayList<>();
        Snapshot at = engine.read();
        for (OwnedAddon owned : visit.scene().addons()) {
            problem(at, owned, history.now())
                    .ifPresent(problem -> found.add(BackupCheck.finding(
                            owned,
                            problem,
                            Text.of("see: ", Next.of("backups:schedules").with("all")))));
        }
        return found;
    }

    private static Optional<String> problem(Snapshot at, OwnedAddon owned, Instant now) {
        try {
            return at.schedule(owned.addon().id()).flatMap(schedule -> problem(owned, schedule, now));
        } catch (VektraException e) {
            return Optional.of(
                    "the schedule of backups of " + owned.addon().name() + " cannot be read: " + e.getMessage());
        }
    }

    private static Optional<String> problem(OwnedAddon owned, Schedule schedule, Instant now) {
        if (schedule.runs().failures() > 0) {
            return schedule.problem()
                    .map(failed -> "the scheduled backup of " + owned.addon().name() + " " + failed);
        }
        if (schedule.isDue(now.minus(Scheduler.PATIENCE))) {
            return Optional.of("a backup of " + owned.addon().name() + " was to be made at "
                    + Shown.time(schedule.nextAt()) + ", and nothing makes it");
        }
        return schedule.lacksDrills(now)
                ? Optional.of("no backup of " + owned.addon().name() + " was drilled for two months")
                : Optional.empty();
    }
}
