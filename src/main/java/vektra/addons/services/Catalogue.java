package vektra.addons.services;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.Options;
import vektra.addons.core.Providers;
import vektra.model.app.SpaceSettings;
import vektra.model.logs.Drain;
import vektra.model.name.ServiceName;
import vektra.model.name.Tag;
import vektra.model.service.EnabledService;
import vektra.model.service.Plan;
import vektra.model.service.Server;
import vektra.model.service.ServerStatus;
import vektra.model.service.Service;
import vektra.model.text.VektraException;
import vektra.spi.Snapshot;

/** The available services and plans, with their state. */
public record Catalogue(Engine engine, Providers providers, Servers servers) {
    /** How a service stands. */
    public enum State {
        OFF,
        /** Lines are shipped. */
        ON,
        RUNNING,
        STOPPED,
        HUNG,
        EXTERNAL,
        UNREACHABLE
    }

    /**
     * An available service.
     *
     * @param server null when the service is off and has no data, or has none at all
     * @param drains those of a service that ships lines
     */
    public record Offered(
            Service service, State state, @Nullable Server server, List<Drain> drains) {}

    /** Every service with its state; servers are asked. */
    public List<Offered> services() {
        Snapshot at = engine.read();
        List<Drain> drains = at.drains();
        return providers.services().stream()
                .map(service -> service.shipsLogs() ? offered(service, drains) : offered(at, service))
                .toList();
    }

    /** The descriptions of every service; no server is asked. */
    public List<Service> all() {
        return providers.services();
    }

    /** The services that are enabled; no server is asked. */
    public Set<ServiceName> enabled() {
        Snapshot at = engine.read();
        return Stream.concat(
                        at.services().stream().filter(EnabledService::enabled).map(EnabledService::name),
                        at.drains().stream().map(Drain::service))
                .collect(Collectors.toSet());
    }

    /** The service that examples show. */
    public String example() {
        return providers.example();
    }

    public Service describe(ServiceName name) {
        return providers.describe(name);
    }

    /** The options of a service that is enabled, with their values; none of one that is not, nor of one without a server. */
    public Map<String, String> inEffect(ServiceName name) {
        return engine.read()
                .service(name)
                .filter(EnabledService::enabled)
                .map(known -> known.server().options())
                .orElse(Map.of());
    }

    /** The service that words of a call mean: by its name, else by the name of a drain; null when none does. */
    public @Nullable Service meant(Collection<String> words) {
        Stream<String> named = words.stream()
                .filter(word -> providers.names().contains(word)
                        || providers.drains().names().contains(word));
        return named.findFirst()
                .or(() -> ofDrain(words))
                .map(name -> describe(new ServiceName(name)))
                .orElse(null);
    }

    private Optional<String> ofDrain(Collection<String> words) {
        try {
            return engine.read().drains().stream()
                    .filter(drain -> words.contains(drain.name().value()))
                    .findFirst()
                    .map(drain -> drain.service().value());
        } catch (VektraException e) {
            // the command itself will say so, unless it is only asked for its help
            return Optional.empty();
        }
    }

    /**
     * A plan as it is to be had here.
     *
     * @param limits what bounds an add-on of it now: option to value, {@code -} where it has none
     * @param tags what a space must have, so that its apps may have one
     */
    public record PlanOffer(Plan plan, Map<String, String> limits, List<Tag> tags) {}

    /** The plans of a service with what is in effect here; no server is asked. */
    public List<PlanOffer> plans(ServiceName name) {
        Service service = describe(name);
        Snapshot at = engine.read();
        SpaceSettings spaces = at.spaces();
        Map<String, String> options = new HashMap<>(Options.defaults(service));
        at.service(name).ifPresent(known -> options.putAll(known.server().options()));
        return service.plans().stream()
                .map(plan -> new PlanOffer(plan, limits(plan, options), spaces.ofPlan(name, plan.name())))
                .toList();
    }

    /** The values that bound an add-on of a plan, by option. */
    public static Map<String, String> limits(Plan plan, Map<String, String> options) {
        Map<String, String> limits = new LinkedHashMap<>();
        plan.limits().forEach(limit -> limits.put(limit, options.getOrDefault(limit, "-")));
        return limits;
    }

    private static Offered offered(Service service, List<Drain> all) {
        List<Drain> drains = all.stream()
                .filter(drain -> drain.service().equals(service.name()))
                .toList();
        return new Offered(service, drains.isEmpty() ? State.OFF : State.ON, null, drains);
    }

    private Offered offered(Snapshot at, Service service) {
        Optional<EnabledService> known = at.service(service.name());
        if (known.isEmpty() || !known.get().enabled()) {
            return new Offered(
                    service, State.OFF, known.map(EnabledService::server).orElse(null), List.of());
        }
        Server server = known.get().server();
        ServerStatus status = servers.status(server);
        return new Offered(service, State.valueOf(status.state().name()), server, List.of());
    }
}
