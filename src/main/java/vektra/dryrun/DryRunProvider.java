package vektra.dryrun;

import java.util.LinkedHashMap;
import java.util.Map;
import vektra.model.PlannedStep.Action;
import vektra.model.addon.Credentials;
import vektra.model.addon.Observation;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.ConfigVar;
import vektra.model.service.Plan;
import vektra.model.service.Server;
import vektra.model.service.Service;
import vektra.model.text.Secret;
import vektra.spi.Abilities;
import vektra.spi.AddonProvider;
import vektra.spi.ServerRecipe;

/** Asks servers what can be asked without a change, and writes down what would be changed on them. */
public final class DryRunProvider implements AddonProvider {
    private static final String UNKNOWN = "****";

    private final AddonProvider real;
    private final PlannedSteps planned;

    public DryRunProvider(AddonProvider real, PlannedSteps planned) {
        this.real = real;
        this.planned = planned;
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
        return abilities.answeredBy(new DryRunAbilities(real.service(), abilities, planned));
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
        planned.add(Action.CONFIGURE_SERVER, server.id(), "");
    }

    @Override
    public Resource provision(Server server, Resource wanted) {
        planned.callUnlessKnown(wanted.id(), "a temporary add-on of " + wanted.label());
        planned.add(Action.MAKE_ADDON, planned.named(wanted), plan(server));
        return wanted;
    }

    @Override
    public void deprovision(Server server, Resource resource) {
        planned.callUnlessKnown(resource.id(), "a leftover of " + resource.label());
        planned.add(Action.DELETE_ADDON, planned.named(resource), "");
    }

    @Override
    public Credentials grant(Server server, Resource resource, Id credentials, Secret fresh) {
        planned.callUnlessKnown(credentials, "an attachment of " + resource.label());
        planned.add(Action.MAKE_CREDENTIALS, credentials.value(), "");
        return new Credentials(credentials, UNKNOWN, fresh);
    }

    @Override
    public void revoke(Server server, Resource resource, Id credentials) {
        planned.callUnlessKnown(credentials, "an attachment of " + resource.label());
        planned.add(Action.REVOKE_CREDENTIALS, credentials.value(), "");
    }

    /** What the plan of the add-ons on that server says that an app gets. */
    private String plan(Server server) {
        return service().plans().stream()
                .filter(plan -> plan.dedicated() != server.isShared())
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
