package vektra.addons.core;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import vektra.model.Nearest;
import vektra.model.Next;
import vektra.model.Service;
import vektra.model.ServiceName;
import vektra.model.Shown;
import vektra.model.Text;
import vektra.model.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.LogDrain;

/** The available services; a provider is only made when it is asked for, since each brings a driver along. */
public final class Providers {
    private final Map<String, Supplier<AddonProvider>> makers;
    private final String example;
    private final Map<String, AddonProvider> made = new ConcurrentHashMap<>();
    private final LogDrains drains;

    /**
     * The services.
     *
     * @param makers of those with servers; the first is the one that examples show
     * @param drains those that ship log lines
     */
    public Providers(Map<String, Supplier<AddonProvider>> makers, LogDrains drains) {
        this(makers, makers.keySet().iterator().next(), drains);
    }

    private Providers(Map<String, Supplier<AddonProvider>> makers, String example, LogDrains drains) {
        this.makers = new TreeMap<>(makers);
        this.example = example;
        this.drains = drains;
    }

    /** The same services, each provider as that makes of it. */
    public Providers as(UnaryOperator<AddonProvider> view) {
        Map<String, Supplier<AddonProvider>> viewed = new TreeMap<>();
        names().forEach(name -> viewed.put(name, () -> view.apply(of(new ServiceName(name)))));
        return new Providers(viewed, example, drains);
    }

    /** Those that ship log lines. */
    public LogDrains drains() {
        return drains;
    }

    /** The service that examples show. */
    public String example() {
        return example;
    }

    /** The names of the services with servers. */
    public Set<String> names() {
        return makers.keySet();
    }

    /** The provider of a service; an unknown one is NOT_FOUND and names the nearest. */
    public AddonProvider of(ServiceName name) {
        Supplier<AddonProvider> maker = makers.get(name.value());
        if (maker == null) {
            throw drains.names().contains(name.value())
                    ? VektraException.invalid(
                            name + " ships log lines: it needs no bind and has no server",
                            Text.of("see: ", Next.of("drains:info", name)))
                    : unknown(name.value());
        }
        return made.computeIfAbsent(name.value(), key -> maker.get());
    }

    private VektraException unknown(String name) {
        Set<String> all = new TreeSet<>(names());
        all.addAll(drains.names());
        String known = "known: " + String.join(", ", all);
        return VektraException.notFound(
                "no service called " + Shown.quoted(name),
                Nearest.to(name, all)
                        // as elsewhere, where a vendor's name stands before or behind it
                        .or(() -> all.stream().filter(name::contains).findFirst())
                        .map(near -> "did you mean " + near + "? " + known)
                        .orElse(known));
    }

    /** The description of a service of either sort; an unknown one is NOT_FOUND and names the nearest. */
    public Service describe(ServiceName name) {
        return drains.find(name).map(LogDrain::service).orElseGet(() -> of(name).service());
    }

    /** The descriptions of all services, sorted by name. */
    public List<Service> services() {
        return Stream.concat(names().stream(), drains.names().stream())
                .sorted()
                .map(name -> describe(new ServiceName(name)))
                .toList();
    }
}
