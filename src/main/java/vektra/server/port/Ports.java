package vektra.server.port;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import vektra.model.service.Server;
import vektra.model.service.ServerOptions;
import vektra.model.text.Input;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.server.process.Patience;

/** Tries whether a server could listen on a TCP port. */
public final class Ports {
    private static final Duration DYING = Duration.ofSeconds(2);
    public static final String LOOPBACK = "127.0.0.1";
    public static final Text PORT_STAYS = Text.of(
            "stop that program and try again; or move the server, and the URLs of its apps, to another port: ",
            Next.of("addons:doctor").with("fix"));

    private Ports() {}

    /** Throws a CONFLICT that names the taker when a server that has its port permanently could not listen there. */
    public static void requireFree(Server server) {
        requireFree(server, 1);
    }

    /** The same for so many ports, from the server's own on. */
    public static void requireFree(Server server, int ports) {
        int first = server.host().port();
        for (int each = first; each < first + ports; each++) {
            int port = each;
            requireFree(server.id(), port, PORT_STAYS, () -> stillFree(server.listen(), port));
        }
    }

    /**
     * Throws a CONFLICT that names the taker when the server could not listen there.
     *
     * @param remedy what the user can do then
     */
    public static void requireFree(String server, String listen, int port, Text remedy) {
        requireFree(server, port, remedy, () -> isFree(listen, port));
    }

    private static void requireFree(String server, int port, Text remedy, BooleanSupplier isFree) {
        // a process killed a moment ago is a zombie before its last thread has closed its sockets
        boolean free = Patience.await(
                DYING, () -> isFree.getAsBoolean() || PortOwner.find(port).isPresent());
        if (!free || !isFree.getAsBoolean()) {
            throw VektraException.conflict(
                    "port " + port + " of " + server + " is taken by "
                            + PortOwner.find(port).orElse("another process"),
                    remedy);
        }
    }

    /** Says that a server does not run, and who has its port instead. */
    public static VektraException down(Server server) {
        Optional<String> taker = taker(server.listen(), server.host().port());
        return VektraException.unavailable(
                server.id() + " at " + server.host() + " is not running"
                        + taker.map(name -> ", and its port is taken by " + name)
                                .orElse(""),
                taker.isPresent() ? PORT_STAYS : Text.of("start it: ", Next.of("addons:start", server.id())),
                null);
    }

    /** Who has the port of a server that does not run. */
    public static Optional<String> taker(String listen, int port) {
        return stillFree(listen, port)
                ? Optional.empty()
                : Optional.of(PortOwner.find(port).orElse("another process"));
    }

    /**
     * Whether a server that has the port permanently could listen there. It is tried only where one listens already: the
     * server may be starting just now, and would find its port taken by the attempt.
     */
    private static boolean stillFree(String listen, int port) {
        return PortOwner.free(port) || isFree(listen, port);
    }

    /** An address that no server of this machine can have, or a port that only root can, is INVALID. */
    public static boolean isFree(String listen, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // as servers do: what a dead one left in TIME_WAIT is not in the way
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address(listen), port));
            return true;
        } catch (BindException e) {
            String reason = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
            if (reason.contains("permission")) {
                throw VektraException.invalid(
                        "port " + port + " is for root only",
                        Text.of("choose one of 1024 or higher with ", Input.of(ServerOptions.PORT)));
            }
            if (reason.contains("cannot assign")) {
                throw VektraException.invalid(
                        listen + " is not an address of this machine",
                        Text.of("choose one with ", Input.of(ServerOptions.LISTEN), ", such as " + LOOPBACK));
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
