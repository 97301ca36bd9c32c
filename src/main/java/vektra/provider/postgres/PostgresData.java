package vektra.provider.postgres;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.model.addon.ActionResult;
import vektra.model.addon.Credentials;
import vektra.model.addon.Holdings;
import vektra.model.addon.Resource;
import vektra.model.service.Server;
import vektra.provider.postgres.admin.Admin;
import vektra.provider.postgres.admin.Gate;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.transfer.Arrival;
import vektra.provider.postgres.transfer.Backups;
import vektra.provider.postgres.transfer.Copy;
import vektra.provider.postgres.transfer.Copyable;
import vektra.provider.postgres.transfer.Portability;
import vektra.provider.postgres.transfer.PostgresPrograms;
import vektra.spi.Ability;

/** What can be done with the data of an add-on. */
record PostgresData(Function<Server, Admin> admin)
        implements Ability.Movable, Ability.Upgradable, Ability.Backups, Ability.Portable, Ability.Actions {
    @Override
    public void shut(Server server, Resource resource) {
        new Gate(admin.apply(server), Names.of(resource)).shut();
    }

    @Override
    public void admit(Server server, Resource resource) {
        new Gate(admin.apply(server), Names.of(resource)).admit();
    }

    @Override
    public void copy(Server from, Resource source, Server to, Resource target) {
        new Copy(admin.apply(from), Names.of(source), admin.apply(to), Names.of(target)).make();
    }

    @Override
    public void requireCopyable(Server from, Resource what) {
        Copyable.require(admin.apply(from), Names.of(what));
    }

    @Override
    public void requireUpgradable(Server from, List<Resource> known, @Nullable Server to) {
        Upgrade upgrade = new Upgrade(admin.apply(from));
        upgrade.requireNothingElse(known);
        if (to != null) {
            upgrade.requireOffered(known, admin.apply(to));
        }
    }

    @Override
    public void follow(Server from, Resource resource, Server to) {
        new Upgrade(admin.apply(from)).follow(Names.of(resource), admin.apply(to));
    }

    @Override
    public Holdings dump(Server server, Resource resource, Path to, Resource scratch) {
        return Backups.write(admin.apply(server), Names.of(resource), to, Names.of(scratch));
    }

    @Override
    public String verify(Server server, Path dump) {
        return Backups.verify(server, dump);
    }

    @Override
    public Holdings load(Server server, Resource empty, Path dump) {
        return Backups.load(admin.apply(server), Names.of(empty), dump);
    }

    @Override
    public void export(Server server, Resource resource, OutputStream to) {
        new Portability(admin.apply(server), Names.of(resource)).export(to);
    }

    @Override
    public String holds(Server server, Path file) {
        return new Arrival(new PostgresPrograms(server.software()), file).look().words();
    }

    /** One transaction. */
    @Override
    public boolean takesAtOnce() {
        return true;
    }

    @Override
    public void take(Server server, Resource resource, Path file) {
        new Portability(admin.apply(server), Names.of(resource)).take(file);
    }

    @Override
    public void exchange(Server server, Resource one, Resource other) {
        new Exchange(admin.apply(server), Names.of(one), Names.of(other)).make();
    }

    @Override
    public ActionResult act(
            Server server,
            Resource resource,
            String action,
            Map<String, String> params,
            Collection<Credentials> attachments) {
        return new PostgresActions(admin.apply(server), Names.of(resource)).act(action, params);
    }
}
