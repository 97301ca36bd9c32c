package vektra.provider.mariadb;

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
import vektra.provider.mariadb.dump.Foreign;
import vektra.provider.mariadb.session.Names;
import vektra.spi.Ability;

/** What can be done with the data of an add-on. */
record MariadbData(Function<Server, Admin> admin)
        implements Ability.Movable, Ability.Upgradable, Ability.Backups, Ability.Portable, Ability.Actions {
    @Override
    public void shut(Server server, Resource resource) {
        new AddonDatabase(admin.apply(server), Names.of(resource)).shut();
    }

    @Override
    public void admit(Server server, Resource resource) {
        Exchange.settle(admin.apply(server), Names.of(resource));
        new AddonDatabase(admin.apply(server), Names.of(resource)).admit();
    }

    @Override
    public void requireCopyable(Server from, Resource what) {
        Copyable.require(admin.apply(from), Names.of(what));
    }

    @Override
    public void copy(Server from, Resource source, Server to, Resource target) {
        Backups.copy(admin.apply(from), Names.of(source), admin.apply(to), Names.of(target));
    }

    @Override
    public void requireUpgradable(Server from, List<Resource> known, @Nullable Server to) {
        new Upgrade(admin.apply(from)).requireNothingElse(known);
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
        return Backups.verify(dump);
    }

    @Override
    public Holdings load(Server server, Resource empty, Path dump) {
        return Backups.load(admin.apply(server), Names.of(empty), dump);
    }

    @Override
    public void export(Server server, Resource resource, OutputStream to) {
        new Dumps(admin.apply(server), Names.of(resource)).print(to);
    }

    @Override
    public String holds(Server server, Path file) {
        return Foreign.holds(file);
    }

    /** Statements that define something commit what was before them. */
    @Override
    public boolean takesAtOnce() {
        return false;
    }

    @Override
    public void take(Server server, Resource resource, Path file) {
        Backups.take(admin.apply(server), Names.of(resource), file);
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
        return new MariadbActions(admin.apply(server), Names.of(resource)).act(action);
    }
}
