package vektra.logs.syslog;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The file of a unix socket. */
final class UnixSocket {
    /** What a file is, in its mode. */
    private static final int TYPE = 0170000;

    private static final int SOCKET = 0140000;

    private UnixSocket() {}

    /** Removes the socket of a process that is gone. */
    static void makeWay(Path path, SocketAddress address) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        boolean socket = Files.getAttribute(path, "unix:mode") instanceof Integer mode && (mode & TYPE) == SOCKET;
        if (!socket) {
            throw new IOException(path + " is not a socket");
        }
        try (SocketChannel other = SocketChannel.open(address)) {
            throw new IOException("another process is listening at " + other.getRemoteAddress());
        } catch (ConnectException e) {
            Files.deleteIfExists(path);
        }
    }

    /** Lets no other user in. */
    static void protect(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }
}
