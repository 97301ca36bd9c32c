package vektra.dryrun;

import java.nio.file.Path;
import vektra.model.PlannedStep.Action;
import vektra.model.schedule.Copies;
import vektra.model.schedule.Destination;
import vektra.spi.Courier;

/** Says what would be copied. */
public record DryRunCourier(PlannedSteps planned) implements Courier {
    @Override
    public void deliver(Copies to, Path file, String name) {
        planned.add(Action.COPY_BACKUP, to.shown(), name);
    }

    @Override
    public void remove(Destination from, String name) {
        planned.add(Action.DELETE_COPY, from.shown(), name);
    }
}
