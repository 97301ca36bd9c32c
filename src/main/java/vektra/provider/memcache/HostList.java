package vektra.provider.memcache;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import vektra.model.service.HostPort;
import vektra.model.text.VektraException;

/** The addresses of a memcache server as people and drivers write them. */
final class HostList {
    static final String FORM = "host:port[,host:port…]";

    private static final String SCHEME = "memcached://";
    private static final int PORT = 11_211;

    private HostList() {}

    /** Reads {@code host:port,host:port}, also after {@code memcached://}; a missing port is 11211. */
    static List<HostPort> parse(String text) {
        String list = text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text;
        if (list.indexOf('@') >= 0) {
            // the text is not shown: what stands before the @ is a password
            throw VektraException.invalid(
                    "a memcached with a login cannot be adopted: MEMCACHE_HOSTS cannot hold one", "expected " + FORM);
        }
        Set<HostPort> hosts = new LinkedHashSet<>();
        for (String host : list.split(",", -1)) {
            if (!hosts.add(HostPort.parse(host.strip(), PORT))) {
                throw VektraException.invalid(host.strip() + " occurs twice", "expected " + FORM);
            }
        }
        return List.copyOf(hosts);
    }

    /** The form that MEMCACHE_HOSTS has. */
    static String text(List<HostPort> hosts) {
        return hosts.stream().map(HostPort::toString).collect(Collectors.joining(","));
    }

    /** The form with a scheme, as other tools write it. */
    static String url(List<HostPort> hosts) {
        return SCHEME + text(hosts);
    }
}
