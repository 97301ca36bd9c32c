package vektra.rehearsal;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.model.ActionResult;
import vektra.model.Census;
import vektra.model.Client;
import vektra.model.ConfigVar;
import vektra.model.Credentials;
import vektra.model.Fault;
import vektra.model.Id;
import vektra.model.Observation;
import vektra.model.Plan;
import vektra.model.PlannedStep.Action;
import vektra.model.Resource;
import vektra.model.Secret;
import vektra.model.Server;
import vektra.model.Service;
import vektra.spi.AddonProvider;
import vektra.spi.ServerRecipe;

/** Asks servers what can be asked without a change, and writes down what would be changed on them. */
public final class RehearsedProvider implements AddonProvider {
    private static final String UNKNOWN = "****";

    private final AddonProvider real;
    private final Script script;

    public RehearsedProvider(AddonProvider real, Script script) {
        this.real = real;
        this.script = script;
    }

    @Override
    public Service service() {
        return real.service();
    }

    @Override
    public ServerRecipe recipe() {
        return real.recipe();
    }

    @Override
    public Server adopt(String url, Map<String, String> options) {
        return real.adopt(url, options);
    }

    @Override
    public String ping(Server server) {
        return real.ping(server);
    }

    @Override
    public void configure(Server server) {
        script.add(Action.CONFIGURE_SERVER, server.id(), "");
    }

    @Override
    public Resource provision(Server server, Resource wanted) {
        script.add(Action.MAKE_ADDON, named(wanted), plan(server));
        return wanted;
    }

    /** Only a launcher that starts or encrypts a server for real asks for it. */
    @Override
    public void reload(Server server) {}

    /** One that would only be started cannot be asked. */
    @Override
    public List<String> cautions(Server server) {
        return server.managed() ? List.of() : real.cautions(server);
    }

    /** Another process makes them, which no dry run starts. */
    @Override
    public boolean lacksSpares(Server server) {
        return false;
    }

    @Override
    public int makeSpares(Server server) {
        if (real.lacksSpares(server)) {
            script.add(Action.MAKE_SPARES, server.id(), "");
        }
        return 0;
    }

    @Override
    public Credentials bind(Server server, Resource resource, Id credentials, Secret fresh) {
        script.callUnlessKnown(credentials, "an attachment of " + resource.label());
        script.add(Action.MAKE_CREDENTIALS, credentials.value(), "");
        return new Credentials(credentials, UNKNOWN, fresh);
    }

    @Override
    public void unbind(Server server, Resource resource, Id credentials) {
        script.callUnlessKnown(credentials, "an attachment of " + resource.label());
        script.add(Action.REVOKE_CREDENTIALS, credentials.value(), "");
    }

    @Override
    public void deprovision(Server server, Resource resource) {
        script.add(Action.DELETE_ADDON, named(resource), "");
    }

    @Override
    public void shut(Server server, Resource resource) {
        script.add(Action.SHUT_ADDON, named(resource), "");
    }

    @Override
    public void admit(Server server, Resource resource) {
        script.add(Action.ADMIT_ADDON, named(resource), "");
    }

    @Override
    public void requireCopyable(Server from, Resource what) {
        real.requireCopyable(from, what);
    }

    @Override
    public void copy(Server from, Resource source, Server to, Resource target) {
        script.add(Action.COPY_ADDON, named(source), "to " + to.id());
    }

    @Override
    public String dump(Server server, Resource resource, Path to, Resource scratch) {
        script.add(Action.DUMP_ADDON, named(resource), "to " + to);
        return "";
    }

    @Override
    public String verify(Server server, Path dump) {
        return "";
    }

    @Override
    public void load(Server server, Resource empty, Path dump) {
        script.add(Action.LOAD_ADDON, named(empty), "");
    }

    @Override
    public void exchange(Server server, Resource one, Resource other) {
        script.add(Action.EXCHANGE_ADDON, named(one), "");
    }

    @Override
    public ActionResult act(
            Server server,
            Resource resource,
            String action,
            Map<String, String> params,
            Collection<Credentials> attachments) {
        if (service().action(action).readOnly()) {
            return real.act(server, resource, action, params, attachments);
        }
        script.add(Action.ACT_ON_ADDON, named(resource), action);
        return ActionResult.done("");
    }

    /** The id of the resource's add-on, which is called by its name once that is known. */
    private String named(Resource resource) {
        script.callUnlessKnown(resource.id(), "an add-on of " + resource.label());
        return resource.id().value();
    }

    /** What the plan says that an app gets; a server of one add-on is not called as the service is. */
    private String plan(Server server) {
        boolean dedicated = !server.id().equals(service().name().value());
        return service().plans().stream()
                .filter(plan -> plan.dedicated() == dedicated)
                .findFirst()
                .map(Plan::description)
                .orElse("");
    }

    @Override
    public Observation inspect(Server server, Resource resource) {
        return real.inspect(server, resource);
    }

    @Override
    public List<Fault> examine(Server server, Resource resource, Collection<Credentials> credentials) {
        return real.examine(server, resource, credentials);
    }

    @Override
    public Census census(Server server, Set<String> known) {
        return real.census(server, known);
    }

    /** Of credentials that are only made by a real run: the names that are documented, without values. */
    @Override
    public Map<String, String> configVars(Server server, Resource resource, Credentials credentials) {
        if (!credentials.user().equals(UNKNOWN)) {
            return real.configVars(server, resource, credentials);
        }
        Map<String, String> vars = new LinkedHashMap<>();
        for (ConfigVar var : service().configVars()) {
            vars.put(var.name(), UNKNOWN);
        }
        return vars;
    }

    @Override
    public Map<String, String> connectionForms(Server server, Resource resource, Credentials credentials) {
        return real.connectionForms(server, resource, credentials);
    }

    @Override
    public Map<String, String> verifiedForms(
            Server server, Resource resource, Credentials credentials, Path authority) {
        return real.verifiedForms(server, resource, credentials, authority);
    }

    @Override
    public @Nullable Client client(Server server, Resource resource, Credentials credentials) {
        return real.client(server, resource, credentials);
    }
}
