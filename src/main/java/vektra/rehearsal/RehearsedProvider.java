package vektra.rehearsal;

import java.util.LinkedHashMap;
import java.util.Map;
import vektra.model.ConfigVar;
import vektra.model.Credentials;
import vektra.model.Id;
import vektra.model.Observation;
import vektra.model.Plan;
import vektra.model.PlannedStep.Action;
import vektra.model.Resource;
import vektra.model.Secret;
import vektra.model.Server;
import vektra.model.Service;
import vektra.spi.Abilities;
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
    public Abilities abilities() {
        Abilities abilities = real.abilities();
        return abilities.answeredBy(new RehearsedAbilities(real.service(), abilities, script));
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
        script.add(Action.MAKE_ADDON, script.named(wanted), plan(server));
        return wanted;
    }

    @Override
    public void deprovision(Server server, Resource resource) {
        script.add(Action.DELETE_ADDON, script.named(resource), "");
    }

    @Override
    public Credentials grant(Server server, Resource resource, Id credentials, Secret fresh) {
        script.callUnlessKnown(credentials, "an attachment of " + resource.label());
        script.add(Action.MAKE_CREDENTIALS, credentials.value(), "");
        return new Credentials(credentials, UNKNOWN, fresh);
    }

    @Override
    public void revoke(Server server, Resource resource, Id credentials) {
        script.callUnlessKnown(credentials, "an attachment of " + resource.label());
        script.add(Action.REVOKE_CREDENTIALS, credentials.value(), "");
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
}
