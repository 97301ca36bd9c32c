package vektra.spi;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.model.ActionResult;
import vektra.model.Census;
import vektra.model.Client;
import vektra.model.Credentials;
import vektra.model.Fault;
import vektra.model.Id;
import vektra.model.Observation;
import vektra.model.Resource;
import vektra.model.Secret;
import vektra.model.Server;
import vektra.model.Service;

/**
 * Knows one kind of service. Every method that talks to a server throws a {@link vektra.model.VektraException} of kind
 * UNAVAILABLE within the provider's timeout when the server is down, hangs or refuses Vektra's own credentials; none
 * ever puts a secret into a message.
 */
public interface AddonProvider {
    /** The description of the service: name, plans, options, config vars. */
    Service service();

    /** How a managed server of this service is made and run. */
    ServerRecipe recipe();

    /**
     * The server that a user's URL means, not asked yet. A URL of another form is INVALID.
     *
     * @param options checked already, every option of the service present that has a value
     */
    Server adopt(String url, Map<String, String> options);

    /** Asks the server a real query and returns the version it runs. */
    String ping(Server server);

    /**
     * Makes a running server take its options that change {@code LIVE} and whatever else it forgets when it stops. The
     * launcher asks for it after each start, the verbs after a change of options.
     */
    void configure(Server server);

    /** Makes a running server read its files again: its configuration, and what it has for TLS. */
    default void reload(Server server) {}

    /**
     * What the version of a server that answers keeps it from, and its known remote crashes and takeovers: one sentence
     * each, with what can be done. Changes nothing.
     */
    default List<String> cautions(Server server) {
        return List.of();
    }

    /** Makes what the add-on is on the server; again with the same id: the same thing. Returns it with its facts. */
    Resource provision(Server server, Resource wanted);

    /**
     * Whether the server keeps less or more ready for the next {@link #provision} than it should, and no process is
     * fixing that.
     */
    default boolean lacksSpares(Server server) {
        return false;
    }

    /** Makes ready what the next {@link #provision} then need not make; returns how much was made. */
    default int makeSpares(Server server) {
        return 0;
    }

    /**
     * Makes (or makes again, with this secret) the credentials of that id and checks that they work. Others of the same
     * resource go on working, those of the same attachment too.
     */
    Credentials bind(Server server, Resource resource, Id credentials, Secret fresh);

    /** Revokes the credentials of that id at once, open sessions too; data stays. Already gone is no error. */
    void unbind(Server server, Resource resource, Id credentials);

    /** Deletes the resource, its data and all its credentials. Already gone is no error; facts may be empty. */
    void deprovision(Server server, Resource resource);

    /** What the server really has of a resource. */
    Observation inspect(Server server, Resource resource);

    /**
     * What is not as it should be with a resource and the credentials that it should have; really logs in with each of
     * them that has a user. Changes nothing.
     */
    List<Fault> examine(Server server, Resource resource, Collection<Credentials> credentials);

    /**
     * Everything on the server whose name says that Vektra made it, for whatever home, and what else is odd there.
     * Changes nothing.
     *
     * @param known the briefs of the add-ons that need no look at what they hold
     */
    Census census(Server server, Set<String> known);

    /** The values of the config vars by their documented names. */
    Map<String, String> configVars(Server server, Resource resource, Credentials credentials);

    /** Other spellings of the connection for {@code addons:info}, such as {@code jdbc:}; label to text. */
    Map<String, String> connectionForms(Server server, Resource resource, Credentials credentials);

    /**
     * Spellings of the connection by which a client verifies the server's certificate; label to text.
     *
     * @param authority the file to verify it with
     */
    default Map<String, String> verifiedForms(
            Server server, Resource resource, Credentials credentials, Path authority) {
        return Map.of();
    }

    /**
     * Keeps all but Vektra out of a resource and ends open sessions, so that its data stand still; again is no
     * error. Credentials stay known, and {@link #admit} lets them in again.
     */
    void shut(Server server, Resource resource);

    /** Lets the users of a resource in again; no error where it was never shut, or is gone. */
    void admit(Server server, Resource resource);

    /**
     * Copies all data of a resource that is shut into another one that is empty, on whatever server, and checks that all
     * of it arrived; what a cache may lose it need not copy. The target's users own what arrives.
     */
    void copy(Server from, Resource source, Server to, Resource target);

    /**
     * Refuses a {@link #copy} or {@link #dump} of a resource that cannot work: for want of a program, naming what to
     * install, or because something in it cannot be carried, naming that. Changes nothing.
     */
    default void requireCopyable(Server from, Resource what) {}

    /**
     * Writes all data of a resource to a new file of mode 0600, while its users work on, as they were at one moment; then
     * loads the file and compares the result. Only for services with the action {@code backup}. What cannot be
     * loaded, not enough room, or a server that ends meanwhile is UNAVAILABLE, and no file stays.
     *
     * @param scratch an empty resource of the same server to load the file into, which its caller deletes
     * @return what the file holds, such as {@code 3 tables}
     */
    default String dump(Server server, Resource resource, Path to, Resource scratch) {
        throw new IllegalStateException(service().name() + " makes no backups");
    }

    /** Reads a dump to its end and returns what it holds, such as {@code 3 tables}; a damaged or empty one is UNAVAILABLE. */
    default String verify(Server server, Path dump) {
        throw new IllegalStateException(service().name() + " makes no backups");
    }

    /**
     * Loads a dump into a resource that is empty, and compares; its users own what arrives. Whatever fails is UNAVAILABLE,
     * and leaves a resource that is good for nothing but to be deleted.
     */
    default void load(Server server, Resource empty, Path dump) {
        throw new IllegalStateException(service().name() + " makes no backups");
    }

    /**
     * Exchanges at once what two resources of one server hold; users and credentials stay with their resource, and open
     * sessions of both end. Afterwards each resource's users own what it holds. A crash leaves all as it was or all
     * exchanged, and perhaps both shut.
     */
    default void exchange(Server server, Resource one, Resource other) {
        throw new IllegalStateException(service().name() + " restores nothing");
    }

    /**
     * Does one of the {@link Service#actions()} that are the provider's own; never {@code backup}, {@code backups},
     * {@code restore} or {@code rotate}, nor one called as the service's client, which the verbs put together.
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

    /** The interactive client of the service for one attachment, or null when there is none to run. */
    default @Nullable Client client(Server server, Resource resource, Credentials credentials) {
        return null;
    }
}
