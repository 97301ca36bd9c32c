package vektra.provider.sqs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vektra.aws.AccessKey;
import vektra.model.Failpoint;
import vektra.model.addon.ActionResult;
import vektra.model.addon.Census;
import vektra.model.addon.Credentials;
import vektra.model.addon.Fault;
import vektra.model.addon.Observation;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Client;
import vektra.model.service.Server;
import vektra.model.service.Service;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.program.AwsCli;
import vektra.provider.sqs.server.folder.DataFolder.Key;
import vektra.provider.sqs.server.folder.DataFolder.Space;
import vektra.spi.Abilities;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.ServerRecipe;

/**
 * Gives apps queues, or topics. Server and provider share the server's folder: what the provider writes there counts at
 * the next request, and no secret is ever sent.
 */
public final class QueueProvider
        implements AddonProvider, Ability.Checks, Ability.Actions, Ability.Shell, Ability.Forms {
    private final QueueFlavor flavor;
    private final Duration timeout;
    private final Path authority;
    private final ServerRecipe recipe;
    private final Service service;
    private final Trial trial;

    /** @param authority the file by which servers that require TLS are verified */
    public QueueProvider(QueueFlavor flavor, Duration timeout, Path authority) {
        this.flavor = flavor;
        this.timeout = timeout;
        this.authority = authority;
        this.recipe = new QueueRecipe(flavor);
        this.service = QueueService.of(flavor);
        this.trial = new Trial(flavor, authority);
    }

    @Override
    public Service service() {
        return service;
    }

    @Override
    public ServerRecipe recipe() {
        return recipe;
    }

    @Override
    public Abilities abilities() {
        return Abilities.of(this, trial, new QueueData(flavor, this::wire));
    }

    /** Refuses: an access key for each app is nothing that the protocol could ask for. */
    @Override
    public Server adopt(String url, Map<String, String> options) {
        throw VektraException.invalid(
                "a server of " + flavor.title()
                        + " that runs elsewhere cannot be adopted: its protocol makes no access keys",
                "set its variables for the app instead, as they were given to you");
    }

    @Override
    public String ping(Server server) {
        return wire(server).version();
    }

    @Override
    public void configure(Server server) {
        ping(server);
    }

    @Override
    public Resource provision(Server server, Resource wanted) {
        ping(server);
        Space space = Store.with(server, folder -> new Spaces(folder).of(wanted));
        Failpoint.reached(flavor.service() + ": space made");
        String name = Names.first(wanted);
        wire(server).ask("Make", Map.of("addon", space.addon(), "account", space.account(), "name", name));
        Failpoint.reached(flavor.service() + ": first one made");
        return wanted.with(Map.of(Names.ACCOUNT, space.account(), Names.NAME, name));
    }

    @Override
    public void deprovision(Server server, Resource resource) {
        ping(server);
        String addon = resource.id().brief();
        Store.with(server, folder -> {
            for (Key key : folder.keysOf(addon)) {
                folder.deleteKey(key.accessKey());
            }
            return addon;
        });
        Failpoint.reached(flavor.service() + ": access keys deleted");
        // requests that passed before have ended then, and no other comes
        wire(server).ask("Delete", Map.of("addon", addon));
        Failpoint.reached(flavor.service() + ": space emptied");
        Store.with(server, folder -> {
            folder.delete(addon);
            folder.letIn(addon);
            return addon;
        });
        Failpoint.reached(flavor.service() + ": space deleted");
    }

    @Override
    public Credentials grant(Server server, Resource resource, Id credentials, Secret fresh) {
        ping(server);
        String addon = resource.id().brief();
        Credentials made = new Credentials(credentials, AccessKey.id(credentials.brief()), fresh);
        AccessKey key = QueueService.accessKey(made);
        boolean shut = Store.with(server, folder -> {
            if (folder.space(addon) == null) {
                throw VektraException.refused(
                        "the " + flavor.many() + " of " + resource.label() + " are gone from " + flavor.title() + " at "
                                + server.host(),
                        null,
                        null);
            }
            folder.write(new Key(key.id(), addon, key.secret().reveal()));
            return folder.isShut(addon);
        });
        Failpoint.reached(flavor.service() + ": access key made");
        // requests with an older secret have ended then
        ping(server);
        if (!shut && !wire(server).opens(key)) {
            throw VektraException.refused(
                    flavor.title() + " at " + server.host() + " refuses an access key that was just made", null, null);
        }
        return made;
    }

    @Override
    public void revoke(Server server, Resource resource, Id credentials) {
        ping(server);
        Store.with(server, folder -> {
            folder.deleteKey(AccessKey.id(credentials.brief()));
            return credentials;
        });
        Failpoint.reached(flavor.service() + ": access key deleted");
        ping(server);
    }

    @Override
    public Observation inspect(Server server, Resource resource) {
        ping(server);
        String addon = resource.id().brief();
        Set<String> live = new TreeSet<>();
        boolean exists = Store.with(server, folder -> {
            for (Key key : folder.keysOf(addon)) {
                live.add(AccessKey.credentials(key.accessKey()));
            }
            return folder.space(addon) != null;
        });
        return new Observation(exists, live, exists ? new Statistics(wire(server), flavor).figures(addon) : Map.of());
    }

    @Override
    public List<Fault> examine(Server server, Resource resource, Collection<Credentials> credentials) {
        ping(server);
        return new Examination(wire(server), flavor, server).faults(resource, credentials);
    }

    @Override
    public Census census(Server server, Set<String> known) {
        ping(server);
        return new Examination(wire(server), flavor, server).census(known);
    }

    @Override
    public ActionResult act(
            Server server,
            Resource resource,
            String action,
            Map<String, String> params,
            Collection<Credentials> attachments) {
        ping(server);
        return new QueueActions(wire(server), flavor).act(resource, action, params);
    }

    @Override
    public Map<String, String> configVars(Server server, Resource resource, Credentials credentials) {
        return new Variables(flavor).of(server, resource, credentials);
    }

    /** Lists what the add-on has. */
    @Override
    public Client client(Server server, Resource resource, Credentials credentials) {
        return AwsCli.of(
                server.httpUrl(),
                look(),
                configVars(server, resource, credentials),
                server.requiresTls() ? authority : null);
    }

    private List<String> look() {
        return List.of(flavor.service(), "list-" + flavor.many());
    }

    @Override
    public Map<String, String> connectionForms(Server server, Resource resource, Credentials credentials) {
        return Map.of("aws", AwsCli.shown(server.httpUrl(), look()));
    }

    @Override
    public Map<String, String> verifiedForms(
            Server server, Resource resource, Credentials credentials, Path verifiedBy) {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("tls", "AWS_ENDPOINT_URL_" + flavor.title() + "=https://" + server.host());
        forms.put("ca", "AWS_CA_BUNDLE=" + verifiedBy);
        return forms;
    }

    private Wire wire(Server server) {
        return new Wire(server, flavor, authority, timeout);
    }
}
