package vektra.addons.core;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
import vektra.spi.Abilities;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;

/**
 * The abilities of a provider behind {@link Certain}.
 *
 * @param check refuses a server that is not itself
 */
record CertainAbilities(Abilities real, Consumer<Server> check)
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
    @Override
    public void reload(Server server) {
        check.accept(server);
        real.reload().orElseThrow().reload(server);
    }

    @Override
    public List<Usage> usage(Server server) {
        check.accept(server);
        return real.capacity().orElseThrow().usage(server);
    }

    @Override
    public List<String> cautions(Server server) {
        check.accept(server);
        return real.cautions().orElseThrow().cautions(server);
    }

    @Override
    public List<Fault> examine(Server server, Resource resource, Collection<Credentials> credentials) {
        check.accept(server);
        return real.checks().orElseThrow().examine(server, resource, credentials);
    }

    @Override
    public Census census(Server server, Set<String> known) {
        check.accept(server);
        return real.checks().orElseThrow().census(server, known);
    }

    /**
     * Without a look at the process, which costs more than the test: the credentials are an app's, which hands them to
     * whatever has the port in the same way.
     */
    @Override
    public void check(Server server, Map<String, String> vars, Duration timeout) {
        real.monitored().orElseThrow().check(server, vars, timeout);
    }

    @Override
    public void requireCopyable(Server from, Resource what) {
        check.accept(from);
        real.movable().orElseThrow().requireCopyable(from, what);
    }

    @Override
    public void shut(Server server, Resource resource) {
        check.accept(server);
        real.movable().orElseThrow().shut(server, resource);
    }

    @Override
    public void admit(Server server, Resource resource) {
        check.accept(server);
        real.movable().orElseThrow().admit(server, resource);
    }

    @Override
    public void copy(Server from, Resource source, Server to, Resource target) {
        check.accept(from);
        check.accept(to);
        real.movable().orElseThrow().copy(from, source, to, target);
    }

    @Override
    public void requireUpgradable(Server from, List<Resource> known, @Nullable Server to) {
        check.accept(from);
        if (to != null) {
            check.accept(to);
        }
        real.upgradable().orElseThrow().requireUpgradable(from, known, to);
    }

    @Override
    public void follow(Server from, Resource resource, Server to) {
        check.accept(from);
        check.accept(to);
        real.upgradable().orElseThrow().follow(from, resource, to);
    }

    @Override
    public Holdings dump(Server server, Resource resource, Path to, Resource scratch) {
        check.accept(server);
        return real.backups().orElseThrow().dump(server, resource, to, scratch);
    }

    /** Asks no server. */
    @Override
    public String verify(Server server, Path dump) {
        return real.backups().orElseThrow().verify(server, dump);
    }

    @Override
    public Holdings load(Server server, Resource empty, Path dump) {
        check.accept(server);
        return real.backups().orElseThrow().load(server, empty, dump);
    }

    @Override
    public void exchange(Server server, Resource one, Resource other) {
        check.accept(server);
        real.exchange(server, one, other);
    }

    /** Asks no server. */
    @Override
    public boolean keeps(Server server) {
        return real.archives().orElseThrow().keeps(server);
    }

    /** Asks no server. */
    @Override
    public Archive archive(Server server) {
        return real.archives().orElseThrow().archive(server);
    }

    /** Asks no server. */
    @Override
    public boolean lacksBase(Server server, Instant now) {
        return real.archives().orElseThrow().lacksBase(server, now);
    }

    @Override
    public void makeBase(Server server, Instant now) {
        check.accept(server);
        real.archives().orElseThrow().makeBase(server, now);
    }

    @Override
    public Optional<String> problem(Server server) {
        check.accept(server);
        return real.archives().orElseThrow().problem(server);
    }

    @Override
    public void flush(Server server) {
        check.accept(server);
        real.archives().orElseThrow().flush(server);
    }

    @Override
    public AddonProvider recovering(Server of, Archive.Base base, @Nullable Instant to) {
        return real.archives().orElseThrow().recovering(of, base, to);
    }

    /** Asks no server. */
    @Override
    public boolean isExhausted(Archive.Base base, String log) {
        return real.archives().orElseThrow().isExhausted(base, log);
    }

    @Override
    public void export(Server server, Resource resource, OutputStream to) {
        check.accept(server);
        real.portable().orElseThrow().export(server, resource, to);
    }

    /** Asks no server. */
    @Override
    public String holds(Server server, Path file) {
        return real.portable().orElseThrow().holds(server, file);
    }

    /** Asks no server. */
    @Override
    public boolean takesAtOnce() {
        return real.portable().orElseThrow().takesAtOnce();
    }

    @Override
    public void take(Server server, Resource resource, Path file) {
        check.accept(server);
        real.portable().orElseThrow().take(server, resource, file);
    }

    @Override
    public boolean lacksSpares(Server server) {
        check.accept(server);
        return real.spares().orElseThrow().lacksSpares(server);
    }

    @Override
    public int makeSpares(Server server) {
        check.accept(server);
        return real.spares().orElseThrow().makeSpares(server);
    }

    @Override
    public Optional<Credentials> claim(Server server, Resource resource, Id credentials) {
        check.accept(server);
        return real.spares().orElseThrow().claim(server, resource, credentials);
    }

    @Override
    public ActionResult act(
            Server server,
            Resource resource,
            String action,
            Map<String, String> params,
            Collection<Credentials> attachments) {
        check.accept(server);
        return real.actions().orElseThrow().act(server, resource, action, params, attachments);
    }

    @Override
    public @Nullable Client client(Server server, Resource resource, Credentials credentials) {
        check.accept(server);
        return real.shell().orElseThrow().client(server, resource, credentials);
    }

    /** Asks no server. */
    @Override
    public Map<String, String> connectionForms(Server server, Resource resource, Credentials credentials) {
        return real.forms().orElseThrow().connectionForms(server, resource, credentials);
    }

    /** Asks no server. */
    @Override
    public Map<String, String> verifiedForms(
            Server server, Resource resource, Credentials credentials, Path authority) {
        return real.forms().orElseThrow().verifiedForms(server, resource, credentials, authority);
    }
}
