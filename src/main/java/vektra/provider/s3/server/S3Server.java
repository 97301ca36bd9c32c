package vektra.provider.s3.server;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.shaded.org.eclipse.jetty.http.HttpVersion;
import org.gaul.shaded.org.eclipse.jetty.server.DetectorConnectionFactory;
import org.gaul.shaded.org.eclipse.jetty.server.Server;
import org.gaul.shaded.org.eclipse.jetty.server.ServerConnector;
import org.gaul.shaded.org.eclipse.jetty.server.SslConnectionFactory;
import vektra.model.service.ServerOptions;

/**
 * Starts the server: {@code --listen ADDRESS --port PORT --data FOLDER --version VERSION}, and for TLS on the same port
 * {@code --tls offered|required --certificate FILE}.
 */
public final class S3Server {
    /** The access key of the administrator. */
    public static final String ADMIN = "VEKTRA";

    /** A body that is signed as a whole is held in memory before its signature can be checked. */
    private static final int MOST_SIGNED_AS_A_WHOLE = 32 << 20;

    private static final int THREADS = 400;
    private static final int REQUESTS_OF_A_KEY = 40;
    private static final long BYTES_OF_A_KEY = 48L << 20;
    private static final long BYTES_OF_ALL = 128L << 20;

    private S3Server() {}

    public static void main(String[] arguments) throws Exception {
        // before the first logger is made; without it lines begin with the milliseconds since the start
        System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            given.put(arguments[i], arguments[i + 1]);
        }
        String address = asked(given, "--listen");
        String host = address.indexOf(':') >= 0 ? "[" + address + "]" : address;
        DataFolder folder = new DataFolder(Path.of(asked(given, "--data")).toAbsolutePath());
        folder.makeOwn();
        for (String addon : folder.addons()) {
            String bucket = folder.bucketOf(addon);
            if (bucket != null) {
                new Publication(folder.bucket(addon, bucket), folder.bucket(addon, DataFolder.UPLOADS)).sweep();
            }
        }
        Turnstile turnstile = new Turnstile(folder);
        Lobby lobby = new Lobby(
                new FilesystemNio2BlobStore(folder.nothing().toString()), asked(given, "--version"), turnstile);
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(lobby)
                .endpoint(URI.create("http://" + host + ":" + asked(given, "--port")))
                // whose credentials these are is never asked: the locator knows all identities
                .awsAuthentication(
                        AuthenticationType.AWS_V2_OR_V4,
                        ADMIN,
                        UUID.randomUUID().toString())
                .v4MaxNonChunkedRequestSize(MOST_SIGNED_AS_A_WHOLE)
                .jettyMaxThreads(THREADS)
                .ignoreUnknownHeaders(false)
                .build();
        proxy.setBlobStoreLocator(new Identities(folder, turnstile, lobby));
        // its server is reached by no other way; the version of the library is pinned
        Field field = S3Proxy.class.getDeclaredField("server");
        field.setAccessible(true);
        Server server = (Server) field.get(proxy);
        server.setHandler(new Door(
                new WholeRequests(Objects.requireNonNull(server.getHandler())),
                new Parts(REQUESTS_OF_A_KEY, BYTES_OF_A_KEY, BYTES_OF_ALL),
                MOST_SIGNED_AS_A_WHOLE));
        if (given.containsKey("--certificate")) {
            encrypt(server, Path.of(asked(given, "--certificate")), asked(given, "--tls"));
        }
        proxy.start();
    }

    private static void encrypt(Server server, Path file, String how) throws IOException {
        ServerConnector connector = (ServerConnector) server.getConnectors()[0];
        SslConnectionFactory tls = new SslConnectionFactory(new Certificate(file), HttpVersion.HTTP_1_1.asString());
        connector.addFirstConnectionFactory(
                how.equals(ServerOptions.TLS_REQUIRED) ? tls : new DetectorConnectionFactory(tls));
    }

    private static String asked(Map<String, String> given, String name) {
        return Objects.requireNonNull(given.get(name), name);
    }
}
