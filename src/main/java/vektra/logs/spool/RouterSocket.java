package vektra.logs.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.Background;

/** The socket at which a home's router is found. */
public final class RouterSocket {
    /** The system takes no longer path for a socket; some take 104 bytes, and the end is a zero. */
    private static final int LONGEST_PATH = 100;

    private static final long STEP_MILLIS = 20;

    private RouterSocket() {}

    private interface Use<T> {
        T of(UnixDomainSocketAddress address) throws IOException;
    }

    /** Fails when no router listens. */
    public static SocketChannel connect(Path home) throws IOException {
        return at(new LogFiles(home).socket(), SocketChannel::open);
    }

    /** Writes all of it. */
    public static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Starts a router when none listens, once, and waits for it; UNAVAILABLE when none does in time. */
    public static SocketChannel reach(Path home, Runnable start, long longestNanos) {
        long until = System.nanoTime() + longestNanos;
        boolean asked = false;
        while (true) {
            try {
                return connect(home);
            } catch (IOException e) {
                if (System.nanoTime() > until) {
                    throw silent(home, e);
                }
            }
            if (!asked) {
                start.run();
                asked = true;
            }
            pause();
        }
    }

    /** There is no router, and none could be started. */
    public static VektraException silent(Path home, @Nullable Exception cause) {
        return VektraException.unavailable(
                "no log router answers in " + home,
                Text.of("run ", Next.of("logs:router"), " to see why none starts"),
                cause);
    }

    public static void start(Background background) {
        background.run(List.of("logs:router", "--until-idle"));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw VektraException.unavailable("interrupted while the log router started", null, e);
        }
    }

    /** Listens, in the place of whatever a dead router left. */
    public static ServerSocketChannel listen(Path home) throws IOException {
        Path socket = new LogFiles(home).socket();
        Files.deleteIfExists(socket);
        ServerSocketChannel door = at(
                socket,
                address -> ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address, 1024));
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        return door;
    }

    /** Reaches a socket whose path is too long through a link in a folder of our own. */
    private static <T> T at(Path socket, Use<T> use) throws IOException {
        if (socket.toString().getBytes(UTF_8).length <= LONGEST_PATH) {
            return use.of(UnixDomainSocketAddress.of(socket));
        }
        Path folder = Files.createTempDirectory("vektra");
        try {
            Path link = Files.createSymbolicLink(
                    folder.resolve("l"), socket.toAbsolutePath().getParent());
            return use.of(UnixDomainSocketAddress.of(link.resolve(socket.getFileName())));
        } finally {
            Files.deleteIfExists(folder.resolve("l"));
            Files.delete(folder);
        }
    }
}
