package vektra.dryrun;

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
import vektra.model.PlannedStep.Action;
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
import vektra.model.service.Service;
import vektra.model.service.Usage;
import vektra.spi.Abilities;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;

/** The abilities of a provider behind {@link DryRunProvider}. */
record DryRunAbilities(Service service, Abilities real, PlannedSteps planned)
        implements Ability.Reload,
                Ability.Capacity,
                Ability.Cautions,
                Ability.Checks,
                Ability.Monitored,
                Ability.Movable,
                Ability.Upgradable,
                Ability.Backups,
                Ability.Archives,
                Ability.Portable,
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
    public List<Usage> usage(Server server) {
        return real.capacity().orElseThrow().usage(server);
    }

    @Override
    public List<Fault> examine(Server server, Resource resource, Collection<Credentials> credentials) {
        return real.checks().orElseThrow().examine(server, resource, credentials);
    }

    @Override
    public Census census(Server server, Set<String> known) {
        return real.checks().orElseThrow().census(server, known);
    }

    /** Changes nothing. */
    @Override
    public void check(Server server, Map<String, String> vars, Duration timeout) {
        real.monitored().orElseThrow().check(server, vars, timeout);
    }

    @Override
    public void requireCopyable(Server from, Resource what) {
        real.movable().orElseThrow().requireCopyable(from, what);
    }

    @Override
    public void shut(Server server, Resource resource) {
        planned.add(Action.SHUT_ADDON, planned.named(resource), "");
    }

    @Override
    public void admit(Server server, Resource resource) {
        planned.add(Action.ADMIT_ADDON, planned.named(resource), "");
    }

    @Override
    public void copy(Server from, Resource source, Server to, Resource target) {
        planned.add(Action.COPY_ADDON, planned.named(source), "to " + to.id());
    }

    /** The other one is not made. */
    @Override
    public void requireUpgradable(Server from, List<Resource> known, @Nullable Server to) {
        real.upgradable().orElseThrow().requireUpgradable(from, known, null);
    }

    @Override
    public void follow(Server from, Resource resource, Server to) {
        planned.add(Action.MAKE_ADDON, planned.named(resource), "on " + to.id() + ", with its users");
    }

    @Override
    public Holdings dump(Server server, Resource resource, Path to, Resource scratch) {
        planned.add(Action.DUMP_ADDON, planned.named(resource), "to " + to);
        return Holdings.of("");
    }

    /** The dump that a real run would write is not there. */
    @Override
    public String verify(Server server, Path dump) {
        return "";
    }

    @Override
    public Holdings load(Server server, Resource empty, Path dump) {
        planned.add(Action.LOAD_ADDON, planned.named(empty), "");
        return Holdings.of("");
    }

    @Override
    public void exchange(Server server, Resource one, Resource other) {
        planned.add(Action.EXCHANGE_ADDON, planned.named(one), "");
    }

    @Override
    public boolean keeps(Server server) {
        return real.archives().orElseThrow().keeps(server);
    }

    @Override
    public Archive archive(Server server) {
        return real.archives().orElseThrow().archive(server);
    }

    @Override
    public boolean lacksBase(Server server, Instant now) {
        return real.archives().orElseThrow().lacksBase(server, now);
    }

    @Override
    public void makeBase(Server server, Instant now) {
        planned.add(Action.MAKE_BASE_BACKUP, server.id(), "");
    }

    @Override
    public Optional<String> problem(Server server) {
        return real.archives().orElseThrow().problem(server);
    }

    /** What is written later is archived in any case. */
    @Override
    public void flush(Server server) {}

    /** Of a server that would only be started. */
    @Override
    public AddonProvider recovering(Server of, Archive.Base base, @Nullable Instant to) {
        return real.archives().orElseThrow().recovering(of, base, to);
    }

    @Override
    public boolean isExhausted(Archive.Base base, String log) {
        return real.archives().orElseThrow().isExhausted(base, log);
    }

    /** Changes nothing. */
    @Override
    public void export(Server server, Resource resource, OutputStream to) {
        real.portable().orElseThrow().export(server, resource, to);
    }

    @Override
    public String holds(Server server, Path file) {
        return real.portable().orElseThrow().holds(server, file);
    }

    @Override
    public boolean takesAtOnce() {
        return real.portable().orElseThrow().takesAtOnce();
    }

    @Override
    public void take(Server server, Resource resource, Path file) {
        planned.add(Action.IMPORT_ADDON, planned.named(resource), "");
    }

    /** Never, for a process that makes them later: that is no step of the command. */
    @Override
    public boolean lacksSpares(Server server) {
        return false;
    }

    @Override
    public int makeSpares(Server server) {
        if (real.spares().orElseThrow().lacksSpares(server)) {
            planned.add(Action.MAKE_SPARES, server.id(), "");
        }
        return 0;
    }

    /** Whether there are some is known when the resource is made. */
    @Override
    public Optional<Credentials> claim(Server server, Resource resource, Id credentials) {
        return Optional.empty();
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
        planned.add(Action.ACT_ON_ADDON, planned.named(resource), action);
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
