package vektra.monitors.check;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import vektra.addons.Trials;
import vektra.logs.Logs;
import vektra.model.logs.Drain;

/** The add-ons and the drains of a home by their names. */
record Targets(Trials trials, Logs logs, Clock clock) {
    /** An add-on; the name of a service that ships lines means its drain. Each attempt has its config vars of then. */
    Target addon(String name) {
        if (trials.providers().drains().names().contains(name)) {
            return drain(name);
        }
        AddonProbe probe = new AddonProbe(trials, name);
        return new Target(probe.trial().app().value(), probe);
    }

    /** The built-in monitors that the enabled services ask for: the interval by the name. */
    Map<String, Duration> enrolled() {
        Map<String, Duration> enrolled = new LinkedHashMap<>();
        trials.enrolled().forEach(one -> enrolled.put("addon:" + one.addon(), one.interval()));
        return enrolled;
    }

    Target drain(String name) {
        Drain drain = trials.drain(name);
        String app = drain.app() == null ? Check.NO_APP : drain.app().value();
        return new Target(app, timeout -> new DrainProbe(logs, trials.drain(name), clock).ask(timeout));
    }
}
