package vektra.addons;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.model.EnabledService;
import vektra.model.Server;
import vektra.model.ServerStatus;
import vektra.model.Service;
import vektra.model.ServiceName;

/** What is on offer, and how it stands. */
public final class Catalogue {
    private final Installation home;

    public Catalogue(Installation home) {
        this.home = home;
    }

    /** How a service stands. */
    public enum State {
        OFF,
        RUNNING,
        STOPPED,
        HUNG,
        EXTERNAL,
        UNREACHABLE
    }

    /**
     * A service on offer.
     *
     * @param server null when the service is off and has no data
     */
    public record Offered(
            Service service, State state, @Nullable Server server) {}

    /** Every service with its state; servers are asked. */
    public List<Offered> services() {
        return home.providers().services().stream().map(this::offered).toList();
    }

    /** The descriptions of every service; no server is asked. */
    public List<Service> all() {
        return home.providers().services();
    }

    public Service describe(ServiceName name) {
        return home.providers().of(name).service();
    }

    private Offered offered(Service service) {
        Optional<EnabledService> known = home.store().service(service.name());
        if (known.isEmpty() || !known.get().enabled()) {
            return new Offered(
                    service, State.OFF, known.map(EnabledService::server).orElse(null));
        }
        Server server = known.get().server();
        ServerStatus status = new Servers(home).status(server);
        return new Offered(service, State.valueOf(status.state().name()), server);
    }
}
