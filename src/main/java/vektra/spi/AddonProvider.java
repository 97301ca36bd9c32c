package vektra.spi;

import java.util.Map;
import vektra.model.addon.Credentials;
import vektra.model.addon.Observation;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.service.Service;
import vektra.model.text.Secret;

/**
 * Knows one kind of service: what every service can do. What only some can is an {@link Ability}. Every method that talks
 * to a server throws a {@link vektra.model.text.VektraException} of kind UNAVAILABLE within the provider's timeout when the
 * server is down, hangs or refuses Vektra's own credentials; none ever puts a secret into a message.
 */
public interface AddonProvider {
    /** The description of the service: name, plans, options, config vars. */
    Service service();

    /** How a managed server of this service is made and run. */
    ServerRecipe recipe();

    /** What else it can do; of a provider that wraps no other: {@link Abilities#of}. */
    Abilities abilities();

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

    /** Makes what the add-on is on the server; again with the same id: the same thing. Returns it with its facts. */
    Resource provision(Server server, Resource wanted);

    /** Deletes the resource, its data and all its credentials. Already gone is no error; facts may be empty. */
    void deprovision(Server server, Resource resource);

    /**
     * Makes (or makes again, with this secret) the credentials of that id and checks that they work. Others of the same
     * resource go on working, those of the same attachment too.
     */
    Credentials grant(Server server, Resource resource, Id credentials, Secret fresh);

    /** Revokes the credentials of that id at once, open sessions too; data stays. Already gone is no error. */
    void revoke(Server server, Resource resource, Id credentials);

    /** What the server really has of a resource. */
    Observation inspect(Server server, Resource resource);

    /** The values of the config vars by their documented names. */
    Map<String, String> configVars(Server server, Resource resource, Credentials credentials);
}
