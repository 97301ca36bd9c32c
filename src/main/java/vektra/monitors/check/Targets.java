package vektra.monitors.check;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import vektra.addons.Trials;
import vektra.addons.recovery.ArchiveHealth;
import vektra.logs.Logs;
import vektra.model.logs.Drain;

/** The add-ons and the drains of a home by their names. */
record Targets(Trials trials, ArchiveHealth archives, Logs logs, Clock clock) {
    private static final Duration ARCHIVES_EVERY = Duration.ofMinutes(1);

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
        archives.keeping().forEach(server -> enrolled.put("archive:" + server.id(), ARCHIVES_EVERY));
        return enrolled;
    }

    /** What a server has written is in its archive. */
    Target archive(String id) {
        archives.find(id);
        return new Target(
                Check.NO_APP,
                timeout -> archives.problem(archives.find(id), clock.instant())
                        .map(Checked::failure)
                        .orElse(Checked.SUCCESS));
    }

    Target drain(String name) {
        Drain drain = trials.drain(name);
        String app = drain.app() == null ? Check.NO_APP : drain.app().value();
        return new Target(app, timeout -> new DrainProbe(logs, trials.drain(name), clock).ask(timeout));
    }
}
