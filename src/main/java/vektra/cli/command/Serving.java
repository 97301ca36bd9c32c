package vektra.cli.command;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import vektra.model.service.HostPort;

/** Serves the HTTP API, until the process is asked to end. */
public interface Serving {
    /**
     * What to serve with.
     *
     * @param certificate a PEM file; null, like the key, for plain HTTP
     * @param proxies those in front of it whose headers are trusted
     * @param requests how many an hour a token may send; 0 for any number
     */
    record Request(
            HostPort listen,
            @Nullable Path certificate,
            @Nullable Path key,
            Set<InetAddress> proxies,
            int requests) {}

    /**
     * Serves.
     *
     * @param started takes the URL, and the certificate that clients of run must trust, or null
     */
    void serve(Request request, BiConsumer<String, @Nullable Path> started);
}
