package vektra.addons;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.Lookup;
import vektra.addons.core.Providers;
import vektra.model.addon.Addon;
import vektra.model.addon.Observation;
import vektra.model.name.AppName;
import vektra.model.service.Server;
import vektra.model.text.Kind;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Progress;

/** Asks the servers how much each add-on holds, and how many clients use it. */
public record Stats(Engine engine, Providers providers, Progress progress) {
    /** What add-ons are compared by. */
    public enum By {
        SIZE(Observation.SIZE),
        CONNECTIONS(Observation.CONNECTIONS);

        private final String figure;

        By(String figure) {
            this.figure = figure;
        }

        /** Empty where the server does not say it of one add-on. */
        public Optional<Long> of(Line line) {
            return line.observation().number(figure);
        }
    }

    /**
     * One add-on.
     *
     * @param observation without figures when its server does not answer; then {@code problem} says why
     */
    public record Line(
            Inventory.Row row,
            Observation observation,
            @Nullable Text problem) {}

    /** The add-ons of an app, or of all, the largest first; those of which it is not known come last, by name. */
    public List<Line> of(@Nullable AppName app, By by) {
        Inventory inventory = new Inventory(engine);
        List<Inventory.Row> rows = app == null ? inventory.all() : inventory.of(app);
        Lookup at = engine.lookup();
        return rows.stream()
                .map(row -> line(at, row))
                .sorted(Comparator.comparing((Line line) -> by.of(line).orElse(-1L))
                        .reversed()
                        .thenComparing(line -> line.row().addon().name().value()))
                .toList();
    }

    /** Asks for the figures of add-ons, one after the other; a server that does not answer is asked once. */
    public void each(List<Inventory.Row> rows, BiConsumer<Addon, Observation> found) {
        Lookup at = engine.lookup();
        Set<String> silent = new HashSet<>();
        for (Inventory.Row row : rows) {
            Addon addon = row.addon();
            if (addon.isReady()) {
                Server server = at.serverOf(addon);
                if (!silent.contains(server.id())) {
                    observe(addon, server, found).ifPresent(silent::add);
                }
            }
        }
    }

    /** The id of its server where that does not answer. */
    private Optional<String> observe(Addon addon, Server server, BiConsumer<Addon, Observation> found) {
        try {
            found.accept(addon, providers.of(addon.service()).inspect(server, addon.resource()));
            return Optional.empty();
        } catch (VektraException e) {
            return e.kind() == Kind.UNAVAILABLE ? Optional.of(server.id()) : Optional.empty();
        }
    }

    private Line line(Lookup at, Inventory.Row row) {
        Addon addon = row.addon();
        progress.doing("asking for the figures of " + addon.name());
        try {
            Lookup.requireReady(addon);
            return new Line(row, providers.of(addon.service()).inspect(at.serverOf(addon), addon.resource()), null);
        } catch (VektraException unknown) {
            return new Line(row, new Observation(false, Set.of(), Map.of()), unknown.text());
        }
    }
}
