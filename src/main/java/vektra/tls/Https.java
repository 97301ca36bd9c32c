package vektra.tls;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/** Connections to servers that speak HTTP. */
public final class Https {
    static {
        // one kept open would be one to a server that may have been stopped since; the header alone is not enough,
        // since a
        // connection is kept unless the answer has it, too
        System.setProperty("http.keepAlive", "false");
    }

    private Https() {}

    /**
     * A connection by no proxy, for one request.
     *
     * @param authority the file to verify the server's certificate with; null for a server that has none, or one of the
     *     world's
     * @param timeout of the connecting and of every single answer
     */
    public static HttpURLConnection open(URI uri, @Nullable Path authority, Duration timeout) throws IOException {
        HttpURLConnection to = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        if (authority != null) {
            ((HttpsURLConnection) to)
                    .setSSLSocketFactory(Contexts.client(authority).getSocketFactory());
        }
        int millis = Math.toIntExact(timeout.toMillis());
        to.setConnectTimeout(millis);
        to.setReadTimeout(millis);
        return to;
    }
}
