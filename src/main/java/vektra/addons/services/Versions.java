package vektra.addons.services;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.Engine;
import vektra.addons.core.Providers;
import vektra.model.name.ServiceName;
import vektra.model.service.EnabledService;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
import vektra.spi.ServerLauncher;
import vektra.spi.ServerLauncher.Bundled;

/** Which servers there are, by their versions: those in use and those that come with Vektra. No server is asked. */
public record Versions(Engine engine, Providers providers, ServerLauncher launcher) {
    /**
     * The versions of a service.
     *
     * @param inUse the server of an enabled service, else null
     * @param comes what comes with Vektra for this machine, or null
     * @param problem why the state of the service cannot be read, or null
     */
    public record Row(
            ServiceName service,
            @Nullable Server inUse,
            @Nullable Comes comes,
            @Nullable String problem) {}

    /**
     * Software that comes with Vektra.
     *
     * @param source what {@code --from} calls it
     */
    public record Comes(String source, String version) {}

    /** All services, sorted by name. A home that cannot be read is no error here: versions are what is asked for then. */
    public List<Row> all() {
        return providers.names().stream().map(ServiceName::new).map(this::row).toList();
    }

    private Row row(ServiceName name) {
        Optional<Bundled> bundled = launcher.bundled(providers.of(name));
        Comes comes =
                bundled.map(found -> new Comes(found.source(), found.version())).orElse(null);
        try {
            Server inUse = engine.read()
                    .service(name)
                    .filter(EnabledService::enabled)
                    .map(EnabledService::server)
                    .orElse(null);
            return new Row(name, inUse, comes, null);
        } catch (VektraException unreadable) {
            return new Row(name, null, comes, unreadable.getMessage());
        }
    }
}
