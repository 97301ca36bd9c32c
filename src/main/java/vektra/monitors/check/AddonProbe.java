package vektra.monitors.check;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.addons.Trials;
import vektra.addons.Trials.Trial;

/** Uses an add-on as an app does. */
final class AddonProbe implements Probe {
    private final Trials trials;
    private final String name;
    private volatile @Nullable Known known;

    /** What was found while the store had that stamp. */
    private record Known(String stamp, Trial trial) {}

    AddonProbe(Trials trials, String name) {
        this.trials = trials;
        this.name = name;
    }

    @Override
    public Checked ask(Duration timeout) {
        trial().check(timeout);
        return Checked.SUCCESS;
    }

    /** The add-on as it is now; the files of its app are read when something has changed since. */
    Trial trial() {
        Optional<String> now = trials.engine().stamp();
        Known last = known;
        if (last != null && now.isPresent() && now.get().equals(last.stamp())) {
            return last.trial();
        }
        Trial trial = trials.of(name);
        known = now.map(stamp -> new Known(stamp, trial)).orElse(null);
        return trial;
    }
}
