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
import vektra.model.name.ServiceName;
import vektra.model.service.Server;
import vektra.model.service.Service;
import vektra.model.text.Nearest;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.AddonProvider;
import vektra.spi.LogDrain;
import vektra.spi.ServerLauncher;

/** The available services; a provider is only made when it is asked for, since each brings a driver along. */
public final class Providers {
    private final Map<String, Supplier<AddonProvider>> makers;
    private final String example;
    private final Map<String, AddonProvider> made = new ConcurrentHashMap<>();
    private final LogDrains drains;
    private final ServerLauncher launcher;

    /**
     * The services.
     *
     * @param makers of those with servers; the first is the one that examples show
     * @param drains those that ship log lines
     * @param launcher of their managed servers
     */
    public Providers(Map<String, Supplier<AddonProvider>> makers, LogDrains drains, ServerLauncher launcher) {
        this(makers, makers.keySet().iterator().next(), drains, launcher);
    }

    private Providers(
            Map<String, Supplier<AddonProvider>> makers, String example, LogDrains drains, ServerLauncher launcher) {
        this.makers = new TreeMap<>(makers);
        this.example = example;
        this.drains = drains;
        this.launcher = launcher;
    }

    /** The same services, each provider as that makes of it, with another launcher. */
    public Providers as(UnaryOperator<AddonProvider> view, ServerLauncher other) {
        Map<String, Supplier<AddonProvider>> viewed = new TreeMap<>();
        names().forEach(name -> viewed.put(name, () -> view.apply(of(new ServiceName(name)))));
        return new Providers(viewed, example, drains, other);
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

    /** Brings a managed server up when it is down and asks an external one whether it is there. */
    public void ensureAnswering(Server server) {
        AddonProvider provider = of(server.service());
        if (server.managed()) {
            launcher.ensureRunning(server, provider);
        } else {
            provider.ping(server);
        }
    }

    /** What the version of a server that answers keeps it from. */
    public List<String> cautions(Server server) {
        return of(server.service())
                .abilities()
                .cautions()
                .map(able -> able.cautions(server))
                .orElse(List.of());
    }

    private VektraException unknown(String name) {
        Set<String> all = new TreeSet<>(names());
        all.addAll(drains.names());
        return VektraException.notFound(
                "no service called " + Shown.quoted(name),
                Nearest.hint(
                        Nearest.to(name, all)
                                // as elsewhere, where a vendor's name stands before or behind it
                                .or(() -> all.stream().filter(name::contains).findFirst()),
                        all));
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
