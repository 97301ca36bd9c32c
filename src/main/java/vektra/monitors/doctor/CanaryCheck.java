package vektra.monitors.doctor;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import vektra.addons.doctor.Finding;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.monitors.canary.Standing;

/** Canaries that are still there although their time is over. */
record CanaryCheck(Supplier<List<Standing>> canaries, Clock clock) implements MonitorDoctor.Check {
    @Override
    public List<Finding> findings() {
        return canaries.get().stream()
                .filter(one -> one.app() != null
                        && one.state() != Standing.State.FOREIGN
                        && one.canary().expires().isBefore(clock.instant()))
                .map(one -> Finding.noted(
                        Finding.What.CANARY,
                        "the canary " + one.canary().name() + " is still there, although it expired at "
                                + Shown.time(one.canary().expires()),
                        Text.of(
                                "destroy it: ",
                                Next.of("canaries:destroy", one.canary().name()))))
                .toList();
    }
}
