package vektra.model.service;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vektra.model.name.ServiceName;
import vektra.model.text.Percent;
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
 * @param former what it was before its last upgrade, while that is kept; else null
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
        String version,
        @Nullable Former former) {

    /** What the folder is called after, beside that of a server, where data of another version are made for it. */
    public static final String NEXT = ".next";

    /** The same of the data that it had before an upgrade. */
    public static final String FORMER = ".former";

    /**
     * Data of another version that are kept beside those of the server.
     *
     * @param since when the server went on with others
     */
    public record Former(Software software, String version, Instant since, Instant until) {
        /** Whether it was expired at that moment. */
        public boolean isExpired(Instant now) {
            return !until.isAfter(now);
        }
    }

    /** One that was never upgraded. */
    public Server(
            String id,
            ServiceName service,
            boolean managed,
            List<HostPort> hosts,
            Secret adminUrl,
            Map<String, String> options,
            @Nullable Software software,
            @Nullable String folder,
            String version) {
        this(id, service, managed, hosts, adminUrl, options, software, folder, version, null);
    }

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
        String name = service.value();
        return id.equals(name) || id.equals(name + NEXT) || id.equals(name + FORMER);
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

    /** The administrator's password, as the URL carries it; empty when there is none. */
    public Secret password() {
        String text = adminUrl.reveal();
        int start = text.indexOf("//") + 2;
        int at = text.lastIndexOf('@');
        int colon = text.indexOf(':', start);
        if (at < 0 || colon < 0 || colon > at) {
            return new Secret("");
        }
        return new Secret(Percent.decoded(text.substring(colon + 1, at)));
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
        return new Server(
                id, service, managed, hosts, adminUrl, Map.copyOf(changed), software, folder, version, former);
    }

    /** One with its options that no app looks for: at another port, of this machine alone, and without an archive. */
    public Server alone() {
        Map<String, String> fewer = new TreeMap<>(options);
        List.of(ServerOptions.PORT, ServerOptions.LISTEN, ServerOptions.ARCHIVE).forEach(fewer::remove);
        return withOptions(fewer);
    }

    public Server withVersion(String changed) {
        return new Server(id, service, managed, hosts, adminUrl, options, software, folder, changed, former);
    }

    /** The same server with the software and data of another version, and what it then has kept of the ones before. */
    public Server running(Software other, String otherVersion, Former kept) {
        Map<String, String> changed = new TreeMap<>(options);
        changed.computeIfPresent(ServerOptions.FROM, (name, source) -> other.source());
        return new Server(
                id, service, managed, hosts, adminUrl, Map.copyOf(changed), other, folder, otherVersion, kept);
    }

    public Server withoutFormer() {
        return new Server(id, service, managed, hosts, adminUrl, options, software, folder, version, null);
    }

    /** The folder beside this server's for data of another version that it is to have, as a server of that id. */
    public Server next() {
        return planned(id + NEXT, service);
    }

    /** The folder beside this server's for the data that it had, as a server of that id. */
    public Server beside() {
        return planned(id + FORMER, service);
    }

    /** Whether a folder of that name belongs to another server. */
    public static boolean isBeside(String id) {
        return id.endsWith(NEXT) || id.endsWith(FORMER);
    }
}
