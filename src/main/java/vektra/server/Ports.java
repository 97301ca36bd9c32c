package vektra.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import vektra.model.Server;
import vektra.model.VektraException;

/** Tries whether a server could listen on a TCP port. */
public final class Ports {
    private static final Duration DYING = Duration.ofSeconds(2);
    static final String LOOPBACK = "127.0.0.1";
    static final String PORT_STAYS = "stop that program and try again; or move the server, and the URLs of its apps,"
            + " to another port: vektra addons:doctor --fix";

    private Ports() {}

    /** Throws a CONFLICT that names the taker when a server that has its port for good could not listen there. */
    public static void requireFree(Server server) {
        requireFree(server.id(), server.listen(), server.host().port(), PORT_STAYS);
    }

    /**
     * Throws a CONFLICT that names the taker when the server could not listen there.
     *
     * @param remedy what the user can do then
     */
    static void requireFree(String server, String listen, int port, String remedy) {
        // a process killed a moment ago is a zombie before its last thread has closed its sockets
        boolean free = Patience.await(
                DYING, () -> isFree(listen, port) || PortOwner.find(port).isPresent());
        if (!free || !isFree(listen, port)) {
            throw VektraException.conflict(
                    "port " + port + " of " + server + " is taken by "
                            + PortOwner.find(port).orElse("another process"),
                    remedy);
        }
    }

    /** Says that a server does not run, and who has its port instead. */
    public static VektraException down(Server server) {
        int port = server.host().port();
        boolean free = isFree(server.listen(), port);
        String taker =
                free ? "" : ", and its port is taken by " + PortOwner.find(port).orElse("another process");
        return VektraException.unavailable(
                server.id() + " at " + server.host() + " does not run" + taker,
                free ? "start it: vektra addons:start " + server.id() : PORT_STAYS,
                null);
    }

    /** An address that no server of this machine can have, or a port that only root can, is INVALID. */
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
    public static String reachable(String listen) {
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
}
