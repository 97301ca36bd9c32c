package vektra.model.service;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.model.name.ServiceName;
import vektra.model.text.Secret;

/**
 * A running thing behind a service.
 *
 * @param id the service's name for the shared server, the add-on's name for a dedicated one
 * @param managed whether Vektra starts, watches and stops it; else it was adopted by URL
 * @param hosts where apps reach it; several only for services that spread over hosts, none where it is a folder
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

    /** Whether add-ons of several apps are on it; else it is the server of one add-on. */
    public boolean isShared() {
        return id.equals(service.value());
    }

    /** Whether the other describes the same process: two services may have adopted one server. */
    public boolean isSame(Server other) {
        boolean byName = managed || other.managed;
        return byName ? service.equals(other.service) && id.equals(other.id) : isWhere(other);
    }

    /** The address that a managed server listens on. */
    public String listen() {
        return options.getOrDefault(ServerOptions.LISTEN, ServerOptions.HERE);
    }

    /** Whether a managed server accepts no connection without TLS. */
    public boolean requiresTls() {
        return managed && option(ServerOptions.TLS).equals(ServerOptions.TLS_REQUIRED);
    }

    public HostPort host() {
        return hosts.get(0);
    }

    /** Where a server that speaks HTTP answers: by https where it requires TLS. */
    public String httpUrl() {
        return (requiresTls() ? "https://" : "http://") + host();
    }

    /** Where it is: its first address, or its folder where it is nothing else, and no client connects to it. */
    public String at() {
        if (hosts.isEmpty()) {
            return folder == null ? adminUrl.reveal() : folder;
        }
        return host().toString();
    }

    /** Whether another one is in the same place. */
    public boolean isWhere(Server other) {
        return hosts.equals(other.hosts) && at().equals(other.at());
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
