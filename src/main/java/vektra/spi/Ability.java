package vektra.spi;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.model.addon.ActionResult;
import vektra.model.addon.Census;
import vektra.model.addon.Credentials;
import vektra.model.addon.Fault;
import vektra.model.addon.Holdings;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Archive;
import vektra.model.service.Client;
import vektra.model.service.Server;
import vektra.model.service.Usage;

/**
 * What not every provider can do: one interface for each, which a provider or a part of it implements, and which {@link
 * AddonProvider#abilities()} is asked for. What the doors of a provider promise holds here as well.
 */
public interface Ability {
    /** Running servers read their files again. */
    interface Reload {
        /** Makes a running server read its files again: its configuration, and what it has for TLS. */
        void reload(Server server);
    }

    /** Servers say how much is in use of what they have only so much of. */
    interface Capacity {
        /** What a server that answers may run out of, such as connections or memory. Changes nothing. */
        List<Usage> usage(Server server);
    }

    /** Versions have flaws that are known. */
    interface Cautions {
        /**
         * What the version of a server that answers keeps it from, and its known remote crashes and takeovers: one
         * sentence each, with what can be done. Changes nothing.
         */
        List<String> cautions(Server server);
    }

    /** More is found than whether an add-on and its credentials exist, which {@link AddonProvider#inspect} reports. */
    interface Checks {
        /**
         * What is not as it should be with a resource and the credentials that it should have; really logs in with each
         * of them that has a user. Changes nothing.
         */
        List<Fault> examine(Server server, Resource resource, Collection<Credentials> credentials);

        /**
         * Everything on the server whose name says that Vektra made it, for whatever home, and what else is odd there.
         * Changes nothing.
         *
         * @param known the briefs of the add-ons that need no look at what they hold
         */
        Census census(Server server, Set<String> known);
    }

    /** An add-on is tested as the app that uses it finds it: needed for its built-in monitor. */
    interface Monitored {
        /**
         * Uses the service once over a new connection, with the config vars of an app and no rights beyond: a query, a value
         * set, read and deleted, a message sent and received. What does not work is UNAVAILABLE with the reason, within the
         * time limit. Leaves nothing behind, and no app notices it.
         *
         * @param server what is known of it otherwise, such as whether it requires TLS
         * @param vars by their documented names, as {@link AddonProvider#configVars} gives them; without those that the
         *     app's attachment has not
         */
        void check(Server server, Map<String, String> vars, Duration timeout);
    }

    /** An add-on's data move to another server: needed for another plan. */
    interface Movable {
        /**
         * Refuses a {@link #copy} or a {@link Backups#dump} of a resource that cannot work: for want of a program, naming
         * what to install, or because something in it cannot be carried, naming that. Changes nothing.
         */
        void requireCopyable(Server from, Resource what);

        /**
         * Keeps all but Vektra out of a resource and ends open sessions, so that its data stand still; again is no
         * error. Credentials stay known, and {@link #admit} lets them in again.
         */
        void shut(Server server, Resource resource);

        /** Lets the users of a resource in again; no error where it was never shut, or is gone. */
        void admit(Server server, Resource resource);

        /**
         * Copies all data of a resource that is shut into another one that is empty, on whatever server, and checks that
         * all of it arrived; what a cache may lose it need not copy. The target's users own what arrives.
         */
        void copy(Server from, Resource source, Server to, Resource target);
    }

    /** A server's data go to a server of another version: needed for upgrades. Only with {@link Movable}. */
    interface Upgradable {
        /**
         * Refuses a server of which something belongs to no add-on and would stay behind, or could not be on the other one,
         * naming that. Changes nothing.
         *
         * @param known the add-ons that are carried
         * @param to null while there is none yet
         */
        void requireUpgradable(Server from, List<Resource> known, @Nullable Server to);

        /**
         * Makes of a resource, on a server that has it not, what it is on this one, but for its data: its name, its users with
         * their passwords and limits, locked out or not. Data follow by {@link Movable#copy}.
         */
        void follow(Server from, Resource resource, Server to);
    }

    /** Backups: needed for the actions {@code backup}, {@code backups}, {@code restore} and {@code reset}. Only with {@link Movable}. */
    interface Backups {
        /**
         * Writes all data of a resource to a new file of mode 0600, while its users work on, as they were at one moment, or
         * each of them where the service cannot say what all were; then loads the file and compares the result. What cannot be loaded, not enough room, or a server that ends
         * meanwhile is UNAVAILABLE, and no file stays.
         *
         * @param scratch an empty resource of the same server to load the file into, which its caller deletes
         * @return what the file holds, as was found in the scratch
         */
        Holdings dump(Server server, Resource resource, Path to, Resource scratch);

        /**
         * Reads a dump to its end and returns what it holds, such as {@code 3 tables}; a damaged or empty one is
         * UNAVAILABLE.
         */
        String verify(Server server, Path dump);

        /**
         * Loads a dump into a resource that is empty, and compares; its users own what arrives. Whatever fails is
         * UNAVAILABLE, and leaves a resource that is good for nothing but to be deleted.
         *
         * @return what was found there then: of the same dump the same as when it was made, on whatever server
         */
        Holdings load(Server server, Resource empty, Path dump);

        /**
         * Exchanges at once what two resources of one server hold; users and credentials stay with their resource, and
         * open sessions of both end. Afterwards each resource's users own what it holds. A crash leaves all as it was or
         * all exchanged, and perhaps both shut.
         */
        void exchange(Server server, Resource one, Resource other);
    }

    /**
     * A managed server can keep an archive, from which its data can be had as they were at a moment. Its services have {@link
     * Movable}, by which an add-on's data come out of such a server.
     */
    interface Archives {
        /** Whether the options of a server ask for an archive. */
        boolean keeps(Server server);

        /** What the archive of a server holds, which need not run nor have data. Changes nothing. */
        Archive archive(Server server);

        /** Whether it is time for a base backup of a server. Asks no server. */
        boolean lacksBase(Server server, Instant now);

        /**
         * Makes a base backup of a server that runs, while it is used, and deletes what of the archive nothing needs any more.
         * What fails is UNAVAILABLE, and leaves the archive as it was.
         */
        void makeBase(Server server, Instant now);

        /** Why what a running server writes does not get into its archive; empty when it does. Changes nothing. */
        Optional<String> problem(Server server);

        /** Brings everything that a running server has written until now into its archive; UNAVAILABLE when that takes long. */
        void flush(Server server);

        /**
         * The provider of servers whose data are those of another one at a moment: each is made of a base backup of that one, and
         * is configured once it is there.
         *
         * @param to null for the end of the archive
         */
        AddonProvider recovering(Server of, Archive.Base base, @Nullable Instant to);

        /** Whether a server that ended without having come to its moment had all that the archive has, as its log says. */
        boolean isExhausted(Archive.Base base, String log);
    }

    /** Data leave in a file that the service's own tools read, and come from one. Only with {@link Movable}. */
    interface Portable {
        /** Writes all data of a resource, while its users work on. What fails leaves what was written unfinished. */
        void export(Server server, Resource resource, OutputStream to);

        /**
         * Reads a file, or a folder where the service's tools make such, to its end and returns what it holds, such as
         * {@code 3 files}. What is none of those that can be imported, is damaged or asks for what an app may not have is
         * INVALID. Asks no server.
         */
        String holds(Server server, Path file);

        /**
         * Whether {@link #take} is whole or not at all, so that a resource can take a file as it is; else the file goes
         * into a copy, which is exchanged for the resource.
         */
        boolean takesAtOnce();

        /** Adds what a file holds to a resource; what is there under the same name is replaced as the file says. */
        void take(Server server, Resource resource, Path file);

        /** As {@link Backups#exchange}. */
        void exchange(Server server, Resource one, Resource other);
    }

    /** Something is made ready for the next add-on. */
    interface Spares {
        /**
         * Whether the server keeps less or more ready for the next {@link AddonProvider#provision} than it should, and no
         * process is fixing that.
         */
        boolean lacksSpares(Server server);

        /** Makes ready what the next {@link AddonProvider#provision} then need not make; returns how much was made. */
        int makeSpares(Server server);

        /**
         * The credentials that were made ready with what the resource was made of, and checked then, under that id; empty
         * when there are none left.
         */
        Optional<Credentials> claim(Server server, Resource resource, Id credentials);
    }

    /** Actions of the provider's own. */
    interface Actions {
        /**
         * Does one of the service's actions that are the provider's own; never {@code backup}, {@code backups}, {@code
         * restore}, {@code reset} or {@code rotate}, nor one called as the service's client, which the verbs put
         * together.
         *
         * @param params checked already, every parameter present that has a value
         * @param attachments the credentials of all its attachments
         */
        ActionResult act(
                Server server,
                Resource resource,
                String action,
                Map<String, String> params,
                Collection<Credentials> attachments);
    }

    /** An interactive client. */
    interface Shell {
        /** The interactive client of the service for one attachment, or null when this machine has none. */
        @Nullable
        Client client(Server server, Resource resource, Credentials credentials);
    }

    /** Other spellings of a connection. */
    interface Forms {
        /** Other spellings of the connection for {@code addons:info}, such as {@code jdbc:}; label to text. */
        Map<String, String> connectionForms(Server server, Resource resource, Credentials credentials);

        /**
         * Spellings of the connection by which a client verifies the server's certificate; label to text.
         *
         * @param authority the file to verify it with
         */
        Map<String, String> verifiedForms(Server server, Resource resource, Credentials credentials, Path authority);
    }
}
