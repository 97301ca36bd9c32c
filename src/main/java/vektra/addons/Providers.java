package vektra.addons;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import vektra.model.Nearest;
import vektra.model.Service;
import vektra.model.ServiceName;
import vektra.model.Shown;
import vektra.model.VektraException;
import vektra.spi.AddonProvider;

/** The services on offer; a provider is only made when it is asked for, since each brings a driver along. */
public final class Providers {
    private final Map<String, Supplier<AddonProvider>> makers;
    private final Map<String, AddonProvider> made = new ConcurrentHashMap<>();

    public Providers(Map<String, Supplier<AddonProvider>> makers) {
        this.makers = new TreeMap<>(makers);
    }

    /** The same services, each provider as that makes of it. */
    public Providers as(UnaryOperator<AddonProvider> view) {
        Map<String, Supplier<AddonProvider>> viewed = new TreeMap<>();
        names().forEach(name -> viewed.put(name, () -> view.apply(of(new ServiceName(name)))));
        return new Providers(viewed);
    }

    public Set<String> names() {
        return makers.keySet();
    }

    /** The provider of a service; an unknown one is NOT_FOUND and names the nearest. */
    public AddonProvider of(ServiceName name) {
        Supplier<AddonProvider> maker = makers.get(name.value());
        if (maker == null) {
            String known = "known: " + String.join(", ", names());
            throw VektraException.notFound(
                    "no service called " + Shown.quoted(name.value()),
                    Nearest.to(name.value(), names())
                            .map(near -> "did you mean " + near + "? " + known)
                            .orElse(known));
        }
        return made.computeIfAbsent(name.value(), key -> maker.get());
    }

    /** The descriptions of all services, sorted by name. */
    public List<Service> services() {
        return names().stream().map(name -> of(new ServiceName(name)).service()).toList();
    }
}
