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
import vektra.spi.Snapshot;

/** Scheduled backups that fail, or that nothing makes. */
record ScheduleCheck(Engine engine, History history) implements Doctor.Check {
    @Override
    public List<Finding> findings(Visit visit) {
        List<Finding> found = new ArrayList<>();
        Snapshot at = engine.read();
        for (OwnedAddon owned : visit.scene().addons()) {
            at.schedule(owned.addon().id())
                    .flatMap(schedule -> problem(owned, schedule, history.now()))
                    .ifPresent(problem -> found.add(new Finding(
                            Finding.What.BACKUPS,
                            owned.app(),
                            owned.addon().name(),
                            owned.addon().service(),
                            problem,
                            Text.of("see: ", Next.of("backups:schedules").with("all")),
                            null)));
        }
        return found;
    }

    private static Optional<String> problem(OwnedAddon owned, Schedule schedule, Instant now) {
        int failures = schedule.runs().failures();
        if (failures > 0) {
            return Optional.of("the scheduled backup of " + owned.addon().name() + " failed "
                    + Shown.counted(failures, "time") + ": " + schedule.runs().problem());
        }
        return schedule.isDue(now.minus(Scheduler.PATIENCE))
                ? Optional.of("a backup of " + owned.addon().name() + " was to be made at "
                        + Shown.time(schedule.nextAt()) + ", and nothing makes it")
                : Optional.empty();
    }
}
