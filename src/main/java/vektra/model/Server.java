package vektra.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A running thing behind a service.
 *
 * @param id the service's name for the shared server, the add-on's name for a dedicated one
 * @param managed whether Vektra starts, watches and stops it; else it was adopted by URL
 * @param hosts where apps reach it; several only for services that spread over hosts
 * @param adminUrl how Vektra reaches it with full rights
 * @param options every option of the service with its current value
 * @param software null for an external server
 * @param folder the absolute folder of data, logs and pid; null for an external server
 * @param version what the server said when it was enabled
 */
public record Server(
        String id,
        ServiceName service,
        boolean managed,
        List<HostPort> hosts,
        Secret adminUrl,
        Map<String, String> options,
        @Nullable Software software,
        @Nullable String folder,
        String version) {

    /** A server known by its id alone: enough to remove what a crash left of one that was about to be made. */
    public static Server planned(String id, ServiceName service) {
        return new Server(
                id, service, true, List.of(new HostPort("127.0.0.1", 1)), new Secret(""), Map.of(), null, null, "");
    }

    /** A server of a service that Vektra does not run. */
    public static Server adopted(ServiceName service, List<HostPort> hosts, Secret url, Map<String, String> options) {
        return new Server(service.value(), service, false, hosts, url, Map.copyOf(options), null, null, "");
    }

    /** The address that a managed server listens on. */
    public String listen() {
        return options.getOrDefault(ServerOptions.LISTEN, "127.0.0.1");
    }

    public HostPort host() {
        return hosts.get(0);
    }

    /** The value of an option; the description gives every option without a value the empty text. */
    public String option(String name) {
        return options.getOrDefault(name, "");
    }

    public Server withOptions(Map<String, String> changed) {
        return new Server(id, service, managed, hosts, adminUrl, Map.copyOf(changed), software, folder, version);
    }

    public Server withVersion(String changed) {
        return new Server(id, service, managed, hosts, adminUrl, options, software, folder, changed);
    }
}
