package vektra.rehearsal;

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
import vektra.model.PlannedStep.Action;
import vektra.model.Resource;
import vektra.model.Server;
import vektra.model.Service;
import vektra.spi.Abilities;
import vektra.spi.Ability;

/** The abilities of a provider behind {@link RehearsedProvider}. */
record RehearsedAbilities(Service service, Abilities real, Script script)
        implements Ability.Reload,
                Ability.Cautions,
                Ability.Checks,
                Ability.Movable,
                Ability.Backups,
                Ability.Spares,
                Ability.Actions,
                Ability.Shell,
                Ability.Forms {
    /** Only a launcher that starts or encrypts a server for real asks for it. */
    @Override
    public void reload(Server server) {}

    /** One that would only be started cannot be asked. */
    @Override
    public List<String> cautions(Server server) {
        return server.managed() ? List.of() : real.cautions().orElseThrow().cautions(server);
    }

    @Override
    public List<Fault> examine(Server server, Resource resource, Collection<Credentials> credentials) {
        return real.checks().orElseThrow().examine(server, resource, credentials);
    }

    @Override
    public Census census(Server server, Set<String> known) {
        return real.checks().orElseThrow().census(server, known);
    }

    @Override
    public void requireCopyable(Server from, Resource what) {
        real.movable().orElseThrow().requireCopyable(from, what);
    }

    @Override
    public void shut(Server server, Resource resource) {
        script.add(Action.SHUT_ADDON, script.named(resource), "");
    }

    @Override
    public void admit(Server server, Resource resource) {
        script.add(Action.ADMIT_ADDON, script.named(resource), "");
    }

    @Override
    public void copy(Server from, Resource source, Server to, Resource target) {
        script.add(Action.COPY_ADDON, script.named(source), "to " + to.id());
    }

    @Override
    public String dump(Server server, Resource resource, Path to, Resource scratch) {
        script.add(Action.DUMP_ADDON, script.named(resource), "to " + to);
        return "";
    }

    /** The dump that a real run would write is not there. */
    @Override
    public String verify(Server server, Path dump) {
        return "";
    }

    @Override
    public void load(Server server, Resource empty, Path dump) {
        script.add(Action.LOAD_ADDON, script.named(empty), "");
    }

    @Override
    public void exchange(Server server, Resource one, Resource other) {
        script.add(Action.EXCHANGE_ADDON, script.named(one), "");
    }

    /** Never, for a process that makes them later: that is no step of the command. */
    @Override
    public boolean lacksSpares(Server server) {
        return false;
    }

    @Override
    public int makeSpares(Server server) {
        if (real.spares().orElseThrow().lacksSpares(server)) {
            script.add(Action.MAKE_SPARES, server.id(), "");
        }
        return 0;
    }

    @Override
    public ActionResult act(
            Server server,
            Resource resource,
            String action,
            Map<String, String> params,
            Collection<Credentials> attachments) {
        if (service.action(action).readOnly()) {
            return real.actions().orElseThrow().act(server, resource, action, params, attachments);
        }
        script.add(Action.ACT_ON_ADDON, script.named(resource), action);
        return ActionResult.done("");
    }

    @Override
    public @Nullable Client client(Server server, Resource resource, Credentials credentials) {
        return real.shell().orElseThrow().client(server, resource, credentials);
    }

    @Override
    public Map<String, String> connectionForms(Server server, Resource resource, Credentials credentials) {
        return real.forms().orElseThrow().connectionForms(server, resource, credentials);
    }

    @Override
    public Map<String, String> verifiedForms(
            Server server, Resource resource, Credentials credentials, Path authority) {
        return real.forms().orElseThrow().verifiedForms(server, resource, credentials, authority);
    }
}
