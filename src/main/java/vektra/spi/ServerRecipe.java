package vektra.spi;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vektra.model.service.HostPort;
import vektra.model.service.ServerOptions;
import vektra.model.service.Software;
import vektra.model.text.Secret;

/**
 * How a managed server of one service is made and run, wherever that is; knows files and arguments, never processes nor
 * engines.
 */
public interface ServerRecipe {
    /** Where the software may come from, best first. */
    List<SoftwareSource> sources();

    /**
     * How many ports a server takes, from its own on.
     *
     * @param options every option of the service with its value
     */
    default int ports(Map<String, String> options) {
        return 1;
    }

    /** The command line that asks software of this machine for its version and does nothing else. */
    default List<String> versionQuestion(List<String> program) {
        List<String> question = new ArrayList<>(program);
        question.add("--version");
        return question;
    }

    /** Whether the program refuses to run as root, so that root must step down for it. */
    default boolean refusesRoot() {
        return false;
    }

    /**
     * Whether such a program also refuses a user without a name. In the namespace that gives it one, a file's owner cannot
     * be set, not even to itself.
     */
    default boolean needsUserName() {
        return true;
    }

    /** Whether the folder's data belongs to one major version of the software. */
    default boolean keepsData() {
        return true;
    }

    /** How many numbers of a version, from the first on, say which data the software opens. */
    default int majorNumbers() {
        return 1;
    }

    /** The signal that stops the server soon and cleanly, without {@code SIG}: {@code INT} or {@code TERM}. */
    default String stopSignal() {
        return "TERM";
    }

    /** Whether each start gives the administrator the password asked for, so that a new one needs no change of data. */
    default boolean setsPasswordAtStart() {
        return false;
    }

    /** The URL with full rights of a server that listens there. */
    Secret adminUrl(HostPort address, Secret password);

    /**
     * Makes new, empty data ready; called once for them, in a folder that is thrown away when this fails or the process
     * dies. The folder is moved afterwards: paths into it must not be written down.
     */
    void initialize(Layout layout, Place place);

    /**
     * Writes what must be current before each start, such as the configuration file. No process of this server lives
     * then, so lock files and pid files that a dead one left in the folder may be deleted.
     */
    void beforeStart(Layout layout, Place place);

    /** How a server of this service speaks TLS; empty where none does. */
    default Optional<Tls> tls(Layout layout) {
        return Optional.empty();
    }

    /** Writes, while the server may run, what makes it speak TLS once it reads its configuration again. */
    default void configureTls(Layout layout, Place place) {}

    /** The whole command line of the server, which stays in the foreground and logs to its stdout or stderr. */
    List<String> command(Layout layout);

    /**
     * What a server of this service needs for TLS. It speaks TLS when, at its start, the file holds a key.
     *
     * @param file one PEM file, below the data, for the server's key and its certificates
     * @param question a command that prints a word where the software has TLS built in, and nothing or a failure elsewhere
     */
    record Tls(Path file, List<String> question) {
        /** What most servers call the file. */
        public static final String FILE = "vektra-tls.pem";

        /** For software that always has TLS. */
        public static Tls builtIn(Path file) {
            return new Tls(file, List.of("echo", "yes"));
        }

        /** The same, of a server that offers TLS, in a file of the usual name. */
        public static Optional<Tls> ifOffered(Layout layout) {
            return layout.offersTls() ? Optional.of(builtIn(layout.data().resolve(FILE))) : Optional.empty();
        }

        /** Whether the server speaks TLS with the file as it is. */
        public boolean ready(Place place) {
            return place.read(file)
                    .filter(text -> text.contains("BEGIN PRIVATE KEY"))
                    .isPresent();
        }
    }

    /**
     * The values of one server, as they are in its place: a container has a data folder, an address and a port inside.
     *
     * @param software its command is the start of the server's command line
     * @param data exists and is the server's own; everything that must survive is in it
     * @param password of the administrator
     * @param options every option of the service with its value
     * @param asRoot whether the server's process will run with uid 0
     */
    record Layout(
            Software software,
            Path data,
            String listen,
            int port,
            Secret password,
            Map<String, String> options,
            boolean asRoot) {
        public String option(String name) {
            return options.getOrDefault(name, "");
        }

        /** Whether the server was made, or started since, with a choice about TLS. */
        public boolean offersTls() {
            return !option(ServerOptions.TLS).isEmpty();
        }

        /** Whether only programs of the same machine reach the server. */
        public boolean listensOnLoopback() {
            try {
                return InetAddress.getByName(listen).isLoopbackAddress();
            } catch (UnknownHostException e) {
                return false; // such as '*'
            }
        }

        public boolean requiresTls() {
            return option(ServerOptions.TLS).equals(ServerOptions.TLS_REQUIRED);
        }
    }
}
