package vektra;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import vektra.addons.core.LogDrains;
import vektra.model.name.ServiceName;
import vektra.model.service.Service;
import vektra.spi.AddonProvider;
import vektra.spi.LogDrain;

/** The descriptions of all services on offer, for tests that compare documents with them. */
public final class Services {
    private static final Duration ANY = Duration.ofSeconds(1);

    private Services() {}

    /** Those with servers, then those that ship lines. */
    public static List<Service> all() {
        Stream<Service> servers = providers().stream().map(AddonProvider::service);
        return Stream.concat(servers, drains().stream().map(LogDrain::service)).toList();
    }

    /** As {@link Main} wires them. */
    public static List<AddonProvider> providers() {
        return Main.services(ANY, Path.of("home")).values().stream()
                .map(Supplier::get)
                .toList();
    }

    /** As {@link Main} wires them, sorted by name. */
    public static List<LogDrain> drains() {
        LogDrains drains = Main.drains(ANY);
        return drains.names().stream()
                .sorted()
                .map(name -> drains.find(new ServiceName(name)).orElseThrow())
                .toList();
    }
}
