package vektra.model.service;

import java.util.List;
import java.util.Map;
import vektra.model.text.Input;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/** Where apps reach an adopted server, which may differ from how Vektra does: always one host, for many clients read no list. */
public final class AppAddress {
    private static final String EXAMPLE = "an address that follows the primary, such as that of a proxy: HOST:PORT";

    private AppAddress() {}

    /** The one given as an option, else the only host of the URL; a list, and none where one is needed, is INVALID. */
    public static HostPort of(Map<String, String> options, List<HostPort> hosts, int defaultPort) {
        String given = options.getOrDefault(ServerOptions.APP_URL, "");
        if (given.indexOf(',') >= 0) {
            throw VektraException.invalid(
                    Text.of(Input.of(ServerOptions.APP_URL), " is one host: many clients of apps cannot read a list"),
                    EXAMPLE);
        }
        if (given.indexOf('/') >= 0 || given.indexOf('@') >= 0) {
            // perhaps a URL with a password, which is not repeated
            throw VektraException.invalid(
                    Text.of(Input.of(ServerOptions.APP_URL), " is an address without scheme, user and path"), EXAMPLE);
        }
        if (!given.isEmpty()) {
            return HostPort.parse(given, defaultPort);
        }
        if (hosts.size() > 1) {
            throw VektraException.invalid(
                    "the URL has " + Shown.counted(hosts.size(), "host") + ", and apps need one",
                    Text.of("add ", Input.of(ServerOptions.APP_URL), ", " + EXAMPLE));
        }
        return hosts.get(0);
    }

    /** What a server that Vektra starts cannot have. */
    public static void refuse(Map<String, String> options) {
        if (!options.getOrDefault(ServerOptions.APP_URL, "").isEmpty()) {
            throw VektraException.invalid(
                    Text.of(
                            Input.of(ServerOptions.APP_URL),
                            " is for a server adopted by URL, not for one that Vektra starts"),
                    "leave it out");
        }
    }
}
