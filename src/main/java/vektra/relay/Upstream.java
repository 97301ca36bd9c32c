package vektra.relay;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vektra.model.service.HostPort;

/** Where the connections of a relay lead to. */
public interface Upstream {
    /** What messages call it. */
    String address();

    Side connect() throws IOException;

    static Upstream plain(HostPort address, Duration timeout) {
        return new ServerUpstream(address, null, timeout);
    }

    /** Inside of TLS, by which the server is verified: with the certificate in that file, else with those that Java trusts. */
    static Upstream encrypted(HostPort address, @Nullable Path authority, Duration timeout) {
        return ServerUpstream.encrypted(address, authority, timeout);
    }
}
