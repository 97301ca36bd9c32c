package vektra.provider.sqs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import vektra.model.Failpoint;
import vektra.model.addon.Holdings;
import vektra.model.addon.Resource;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
import vektra.spi.Ability;

/** Moves, backs up and restores what add-ons hold. */
record QueueData(QueueFlavor flavor, Function<Server, Wire> wires) implements Ability.Movable, Ability.Backups {
    private Wire wire(Server server) {
        return wires.apply(server);
    }

    /** Its answer comes once all requests that began before have ended. */
    private void ping(Server server) {
        wire(server).version();
    }

    /** Whatever is there can be copied. */
    @Override
    public void requireCopyable(Server from, Resource what) {}

    @Override
    public void shut(Server server, Resource resource) {
        ping(server);
        String addon = resource.id().brief();
        Store.with(server, folder -> {
            if (folder.space(addon) != null) {
                folder.shutOut(addon);
            }
            return addon;
        });
        Failpoint.reached(flavor.service() + ": space shut");
        ping(server);
    }

    @Override
    public void admit(Server server, Resource resource) {
        ping(server);
        Store.with(server, folder -> {
            folder.letIn(resource.id().brief());
            return resource;
        });
    }

    @Override
    public void copy(Server from, Resource source, Server to, Resource target) {
        ping(from);
        ping(to);
        Carrier there = new Carrier(wire(to), flavor);
        try {
            new Carrier(wire(from), flavor)
                    .unload(
                            source.id().brief(),
                            record -> there.load(target.id().brief(), record));
        } catch (IOException e) {
            throw VektraException.unavailable("the " + flavor.many() + " cannot be copied: " + e.getMessage(), null, e);
        }
        Failpoint.reached(flavor.service() + ": space copied");
    }

    private QueueBackups backups(Server server) {
        return new QueueBackups(wire(server), flavor);
    }

    @Override
    public Holdings dump(Server server, Resource resource, Path to, Resource scratch) {
        ping(server);
        return backups(server).dump(resource.id().brief(), to, scratch.id().brief());
    }

    @Override
    public String verify(Server server, Path dump) {
        return backups(server).verify(dump);
    }

    @Override
    public Holdings load(Server server, Resource empty, Path dump) {
        ping(server);
        return backups(server).load(empty.id().brief(), dump);
    }

    @Override
    public void exchange(Server server, Resource one, Resource other) {
        shut(server, one);
        shut(server, other);
        wire(server)
                .ask(
                        "Exchange",
                        Map.of("addon", one.id().brief(), "other", other.id().brief()));
        Failpoint.reached(flavor.service() + ": spaces exchanged");
        admit(server, other);
        admit(server, one);
    }
}
