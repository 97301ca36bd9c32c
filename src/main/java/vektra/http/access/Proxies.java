package vektra.http.access;

import com.sun.net.httpserver.HttpExchange;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.model.text.IpAddress;

/**
 * The proxies in front of this server whose {@code X-Forwarded-} headers are trusted; of all others they are ignored, since
 * every client can send them.
 */
public record Proxies(Set<InetAddress> trusted) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:\\[\\]-]{1,255}");
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** Who sent a request: the last address of X-Forwarded-For that is not a trusted proxy, since each proxy appends its client. */
    InetAddress client(HttpExchange exchange) {
        InetAddress client = exchange.getRemoteAddress().getAddress();
        List<String> path =
                List.of(String.join(",", headers(exchange, "X-Forwarded-For")).split(",", -1));
        for (int i = path.size() - 1; i >= 0 && trusted.contains(client); i--) {
            Optional<InetAddress> before = IpAddress.parse(path.get(i).strip());
            if (before.isEmpty()) {
                return client;
            }
            client = before.get();
        }
        return client;
    }

    private static List<String> headers(HttpExchange exchange, String name) {
        List<String> values = exchange.getRequestHeaders().get(name);
        return values == null ? List.of() : values;
    }

    /** How a caller reaches this server, such as {@code https://vektra.example.com}; empty when it does not say. */
    public String base(HttpExchange exchange, String scheme) {
        boolean proxied = trusted.contains(exchange.getRemoteAddress().getAddress());
        String proto = proxied ? exchange.getRequestHeaders().getFirst("X-Forwarded-Proto") : null;
        String through = proxied ? exchange.getRequestHeaders().getFirst("X-Forwarded-Host") : null;
        String host = through == null ? exchange.getRequestHeaders().getFirst("Host") : through;
        return isHost(host) ? (proto != null && SCHEMES.contains(proto) ? proto : scheme) + "://" + host : "";
    }

    private static boolean isHost(@Nullable String host) {
        return host != null && HOST.matcher(host).matches();
    }
}
