package vektra.provider.sqs.server.topics.delivery;

import java.io.IOException;
import java.nio.file.Path;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import vektra.tls.Contexts;
import vektra.tls.Renewed;

/** By whose certificate the servers of the home are verified; read again when its file has changed. */
final class HomeAuthority {
    private final Path file;
    private @Nullable Renewed<SSLSocketFactory> sockets;

    HomeAuthority(Path file) {
        this.file = file;
    }

    /** The same ones as long as the file is the same, so that connections are used again. */
    synchronized SSLSocketFactory sockets() throws IOException {
        if (sockets == null) {
            sockets = new Renewed<>(file, at -> Contexts.client(at).getSocketFactory());
        }
        return sockets.now();
    }
}
