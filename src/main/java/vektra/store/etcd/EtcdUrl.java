package vektra.store.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.model.text.VektraException;
import vektra.spi.Store;

/**
 * The address of an etcd: {@code etcd://h1:2379,h2:2379?ca=…&cert=…&key=…} or {@code etcd+unix:///path}.
 *
 * @param members the members as {@code host:port}; empty for a socket
 * @param socket the socket of a member, or of a proxy on this machine; null for members
 * @param installation the name that distinguishes this installation from others in the same etcd
 * @param tls the files for TLS; null for connections without TLS
 */
public record EtcdUrl(
        List<String> members,
        @Nullable Path socket,
        String installation,
        @Nullable Tls tls) {
    private static final String MEMBERS = "etcd://";
    private static final String SOCKET = "etcd+unix://";
    private static final String USUAL = "main";
    private static final int LAST_PORT = 65_535;
    private static final List<String> KNOWN = List.of("ca", "cert", "installation", "key");
    private static final Pattern MEMBER = Pattern.compile("([a-zA-Z0-9.-]+|\\[[0-9a-fA-F:]+])(:[0-9]{1,5})?");
    private static final Pattern INSTALLATION = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final String EXAMPLE = "such as etcd://h1:2379,h2:2379,h3:2379 or etcd+unix:///run/etcd.sock";

    /**
     * Files of TLS.
     *
     * @param ca the certificate of the CA that is trusted
     * @param cert the client certificate; null for none
     * @param key the private key of the client certificate
     */
    record Tls(Path ca, @Nullable Path cert, @Nullable Path key) {}

    /** Parses a URL; INVALID if it is not valid. */
    public static EtcdUrl parse(String url) {
        try {
            return parsed(url);
        } catch (IllegalArgumentException e) {
            // of an escape, or of a path
            throw invalid("it is no URL of an etcd");
        }
    }

    private static EtcdUrl parsed(String url) {
        int mark = url.indexOf('?');
        String address = mark < 0 ? url : url.substring(0, mark);
        Map<String, String> options = options(mark < 0 ? "" : url.substring(mark + 1));
        String installation = options.getOrDefault("installation", USUAL);
        if (!INSTALLATION.matcher(installation).matches()) {
            throw invalid("installation=" + installation + " is not a name of lower-case letters, digits and dashes");
        }
        Tls tls = tls(options);
        if (address.startsWith(SOCKET)) {
            String path = address.substring(SOCKET.length());
            if (!path.startsWith("/") || tls != null) {
                throw invalid(
                        tls == null ? "the path of a socket must be absolute" : "a socket takes no ca, cert and key");
            }
            return new EtcdUrl(List.of(), Path.of(path), installation, null);
        }
        if (!address.startsWith(MEMBERS)) {
            throw invalid("it is not a URL of etcd");
        }
        return new EtcdUrl(members(address.substring(MEMBERS.length())), null, installation, tls);
    }

    private static List<String> members(String text) {
        List<String> members = new ArrayList<>();
        for (String member : (text.endsWith("/") ? text.substring(0, text.length() - 1) : text).split(",", -1)) {
            if (!MEMBER.matcher(member).matches() || port(member) > LAST_PORT) {
                throw invalid("members must have the form HOST:PORT");
            }
            members.add(member.matches(".*:[0-9]+") ? member : member + ":2379");
        }
        return List.copyOf(members);
    }

    private static int port(String member) {
        return member.matches(".*:[0-9]+") ? Integer.parseInt(member.substring(member.lastIndexOf(':') + 1)) : 0;
    }

    private static Map<String, String> options(String query) {
        Map<String, String> options = new HashMap<>();
        for (String part : query.isEmpty() ? new String[0] : query.split("&")) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            if (!KNOWN.contains(name) || equals < 0) {
                throw invalid("it takes " + String.join(", ", KNOWN) + ", each with a value");
            }
            options.put(name, URLDecoder.decode(part.substring(equals + 1), UTF_8));
        }
        return options;
    }

    private static @Nullable Tls tls(Map<String, String> options) {
        String ca = options.get("ca");
        String cert = options.get("cert");
        String key = options.get("key");
        if ((ca == null && cert != null) || (cert == null) != (key == null)) {
            throw invalid("cert and key must be given together, and with ca");
        }
        if (options.entrySet().stream()
                .anyMatch(file -> !file.getKey().equals("installation")
                        && !file.getValue().startsWith("/"))) {
            throw invalid("the paths of ca, cert and key must be absolute");
        }
        return ca == null
                ? null
                : new Tls(Path.of(ca), cert == null ? null : Path.of(cert), key == null ? null : Path.of(key));
    }

    private static VektraException invalid(String why) {
        return VektraException.invalid(Store.VARIABLE + " cannot be used: " + why, EXAMPLE);
    }

    /** The address without options, for messages. */
    @Override
    public String toString() {
        return socket == null ? String.join(", ", members) : socket.toString();
    }
}
