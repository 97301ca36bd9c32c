package vektra.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import vektra.model.VektraException;

/** The TCP ports that servers listen on. */
final class Ports {
    /** Below the ports that the system gives to outgoing connections, which would take ours while it is down. */
    private static final int FIRST = 20_000;

    private static final int LAST = 32_767;
    private static final int TRIES = 500;
    private static final Duration DYING = Duration.ofSeconds(2);
    private static final String LOOPBACK = "127.0.0.1";

    private Ports() {}

    /** A free port that no other server of this home has, whether it runs now or not. */
    static int pick(String listen, Path servers, String id) {
        SecureRandom random = new SecureRandom();
        Set<Integer> others = recorded(servers, id);
        for (int i = 0; i < TRIES; i++) {
            int port = FIRST + random.nextInt(LAST - FIRST + 1);
            if (!others.contains(port) && isFree(listen, port) && isFree(LOOPBACK, port)) {
                return port;
            }
        }
        throw VektraException.conflict(
                "no free port from " + FIRST + " to " + LAST + " on " + listen, "choose one with --port");
    }

    /** Throws a CONFLICT that names the taker when the server could not listen there. */
    static void requireFree(String server, String listen, int port) {
        // a process killed a moment ago is a zombie before its last thread has closed its sockets
        boolean free = Patience.await(
                DYING, () -> isFree(listen, port) || PortOwner.find(port).isPresent());
        if (!free || !isFree(listen, port)) {
            throw VektraException.conflict(
                    "port " + port + " of " + server + " is taken by "
                            + PortOwner.find(port).orElse("another process"),
                    "stop that program and try again; the port stays the same because apps have it in their URLs");
        }
    }

    static boolean isFree(String listen, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // as servers do: what a dead one left in TIME_WAIT is not in the way
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address(listen), port));
            return true;
        } catch (BindException e) {
            String reason = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
            if (reason.contains("permission")) {
                throw VektraException.invalid(
                        "port " + port + " is for root only", "choose one of 1024 or higher with --port");
            }
            if (reason.contains("cannot assign")) {
                throw VektraException.invalid(
                        listen + " is not an address of this machine", "choose one with --listen, such as " + LOOPBACK);
            }
            return false;
        } catch (IOException e) {
            throw VektraException.unavailable("cannot listen on " + listen + " port " + port, e.getMessage(), e);
        }
    }

    /** Where a server that listens there is reached from this machine. */
    static String reachable(String listen) {
        return switch (listen) {
            case "0.0.0.0", "*" -> LOOPBACK;
            case "::" -> "::1";
            default -> listen;
        };
    }

    private static InetAddress address(String listen) {
        try {
            return InetAddress.getByName(listen.equals("*") ? "0.0.0.0" : listen);
        } catch (UnknownHostException e) {
            throw VektraException.invalid(
                    "'" + listen + "' is not an address to listen on",
                    "an address of this machine, such as " + LOOPBACK);
        }
    }

    private static Set<Integer> recorded(Path servers, String except) {
        Set<Integer> ports = new HashSet<>();
        if (!Files.isDirectory(servers)) {
            return ports;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(servers, "[!.]*")) {
            for (Path folder : folders) {
                if (!folder.endsWith(except)) {
                    new ServerFolder(folder).recordedPort().ifPresent(ports::add);
                }
            }
        } catch (IOException e) {
            throw PrivateFiles.broken("cannot read " + servers, e);
        }
        return ports;
    }
}
