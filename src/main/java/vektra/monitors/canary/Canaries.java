package vektra.monitors.canary;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.addons.apps.Apps;
import vektra.addons.core.Confirmation;
import vektra.manifest.apply.Apply;
import vektra.model.addon.Lifetime;
import vektra.model.name.AppName;
import vektra.model.text.Kind;
import vektra.model.text.Nearest;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.monitors.canary.Standing.State;

/** The canaries of a home: made, listed, replaced and destroyed. */
public final class Canaries {
    /** What confirms that all are destroyed. */
    public static final String ALL = "canaries";

    /** Another process may be making some, with their databases. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final CanaryFile file;
    private final Apps apps;
    private final Ending ending;
    private final Making making;

    /** @param options those of {@code apps:create}, by their names, and whether they have a value */
    public Canaries(CanaryFile file, Apps apps, Apply apply, Scripts scripts, Map<String, Boolean> options) {
        this.file = file;
        this.apps = apps;
        this.ending = new Ending(apps, scripts);
        this.making = new Making(apps, apply, scripts, ending, Map.copyOf(options));
    }

    /** One that could not be destroyed, or could not be made, and why. */
    public record Left(Canary canary, String problem) {}

    /**
     * What was to be destroyed.
     *
     * @param left what is still there, and still recorded
     */
    public record Ended(List<Canary> destroyed, List<Left> left) {}

    /** A canary in the place of another. */
    public record Recycled(Canary old, Canary fresh) {}

    /**
     * What there is of a service after it was seen to that there are enough.
     *
     * @param made also what was cut off before and is whole now
     * @param kept how many there were already
     */
    public record Ensured(String service, List<Canary> made, int kept) {}

    /** All that are recorded, as they stand. */
    public List<Standing> list() {
        return file.read().stream().map(canary -> Standing.of(canary, apps)).toList();
    }

    /** Refuses a service of which none could be made, before anything is. */
    public void check(ServiceFolder service) {
        service.check(making.options());
    }

    /** Makes some of a service; those that were cut off before are finished, and count. */
    public List<Canary> create(ServiceFolder service, int count, Lifetime ttl) {
        check(service);
        String command = "canaries:create";
        try (CanaryFile.Held held = open(command)) {
            List<Canary> made = new ArrayList<>();
            List<Standing> cutOff = of(service, State.INCOMPLETE);
            try {
                while (made.size() < count) {
                    made.add(
                            made.size() < cutOff.size()
                                    ? making.go(held, service, cutOff.get(made.size()), command)
                                    : fresh(held, service, ttl, null, command));
                }
            } catch (VektraException e) {
                throw made.isEmpty() ? e : partly(service, made, count, e);
            }
            return made;
        }
    }

    private static VektraException partly(ServiceFolder service, List<Canary> made, int count, VektraException e) {
        return new VektraException(
                Kind.PARTIAL,
                "made " + made.size() + " of " + count + " canaries of " + service.name() + ": " + e.getMessage(),
                Text.of("see: ", Next.of("canaries")),
                e);
    }

    /** Sees to it that there are at least so many of a service that are whole. */
    public Ensured ensure(ServiceFolder service, int count, Lifetime ttl) {
        check(service);
        String command = "monitors:setup";
        try (CanaryFile.Held held = open(command)) {
            int kept = of(service, State.WHOLE).size();
            List<Canary> made = new ArrayList<>();
            for (Standing cutOff : of(service, State.INCOMPLETE)) {
                made.add(making.go(held, service, cutOff, command));
            }
            while (kept + made.size() < count) {
                made.add(fresh(held, service, ttl, null, command));
            }
            return new Ensured(service.name(), made, kept);
        }
    }

    private Canary fresh(
            CanaryFile.Held held, ServiceFolder service, Lifetime ttl, @Nullable AppName replaces, String command) {
        Canary canary = Canary.planned(service, ttl, apps.history().now(), replaces);
        return making.make(held, service, canary, command);
    }

    private List<Standing> of(ServiceFolder service, State state) {
        return list().stream()
                .filter(one -> one.canary().isOf(service) && one.state() == state)
                .toList();
    }

    private CanaryFile.Held open(String command) {
        CanaryFile.Held held = file.hold(PATIENCE);
        ending.sweep(held, new ArrayList<>(), command);
        return held;
    }

    /** Destroys one with its data, after confirmation by its name. */
    public Ended destroy(String name, Confirmation confirmation) {
        Canary meant = find(name);
        confirmation.require(
                "this permanently deletes the canary " + meant.name() + " with its data",
                List.of(meant.name().value()));
        try (CanaryFile.Held held = file.hold(PATIENCE)) {
            ending.end(held, find(name), "canaries:destroy", true);
        }
        return new Ended(List.of(meant), List.of());
    }

    /** Destroys all that are recorded, after confirmation; what fails is left, and still recorded. */
    public Ended destroyAll(Confirmation confirmation, String command) {
        List<Canary> all = file.read();
        if (all.isEmpty()) {
            return new Ended(List.of(), List.of());
        }
        String names =
                String.join(", ", all.stream().map(one -> one.name().value()).toList());
        confirmation.require(
                "this permanently deletes " + Shown.counted(all.size(), "app") + " with their data: " + names,
                List.of(ALL));
        List<Canary> destroyed = new ArrayList<>();
        List<Left> left = new ArrayList<>();
        try (CanaryFile.Held held = file.hold(PATIENCE)) {
            for (Canary canary : held.all()) {
                try {
                    ending.end(held, canary, command, true);
                    destroyed.add(canary);
                } catch (VektraException e) {
                    left.add(new Left(canary, String.valueOf(e.getMessage())));
                }
            }
        }
        return new Ended(destroyed, left);
    }

    /** Makes another one of the same service, and destroys the old one once the new one is whole. */
    public Recycled recycle(String name) {
        String command = "canaries:recycle";
        try (CanaryFile.Held held = file.hold(PATIENCE)) {
            Canary old = find(name);
            ServiceFolder service = new ServiceFolder(old.service(), old.folder());
            if (!Files.isDirectory(old.folder())) {
                throw VektraException.notFound("the folder " + old.folder() + " is gone", null);
            }
            check(service);
            Canary fresh = replacement(held, service, old, command);
            ending.end(held, old, command, true);
            return new Recycled(old, fresh);
        }
    }

    /** One that was begun before goes on. */
    private Canary replacement(CanaryFile.Held held, ServiceFolder service, Canary old, String command) {
        for (Standing begun : list()) {
            if (old.name().equals(begun.canary().replaces())) {
                switch (begun.state()) {
                    case WHOLE -> {
                        return begun.canary();
                    }
                    case INCOMPLETE -> {
                        return making.go(held, service, begun, command);
                    }
                    case GONE, EXPIRED -> ending.end(held, begun.canary(), command, false);
                    case FOREIGN -> {
                        // its user keeps it
                    }
                }
            }
        }
        return fresh(held, service, old.ttl(), old.name(), command);
    }

    /** Destroys those that have expired and forgets those that were destroyed otherwise, unless others are at work on them. */
    public Ended reap() {
        List<Canary> ended = new ArrayList<>();
        if (file.read().isEmpty()) {
            return new Ended(List.of(), List.of());
        }
        Optional<CanaryFile.Held> held = file.tryHold();
        if (held.isEmpty()) {
            return new Ended(List.of(), List.of());
        }
        try (CanaryFile.Held all = held.get()) {
            List<Left> left = ending.sweep(all, ended, "addons:reap");
            return new Ended(ended, left);
        }
    }

    private Canary find(String name) {
        List<Canary> all = file.read();
        return all.stream()
                .filter(one -> one.name().value().equals(name))
                .findFirst()
                .orElseThrow(() -> VektraException.notFound(
                        "no canary called " + Shown.quoted(name),
                        all.isEmpty()
                                ? Text.of("create one: ", Next.of("canaries:create", "SERVICE"))
                                : Nearest.hint(
                                        name,
                                        all.stream()
                                                .map(one -> one.name().value())
                                                .toList())));
    }
}
