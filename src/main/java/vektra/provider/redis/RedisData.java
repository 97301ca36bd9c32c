package vektra.provider.redis;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import vektra.file.DumpFile;
import vektra.model.Failpoint;
import vektra.model.addon.ActionResult;
import vektra.model.addon.Credentials;
import vektra.model.addon.Holdings;
import vektra.model.addon.Resource;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
import vektra.provider.redis.server.RedisActions;
import vektra.provider.redis.server.RedisService;
import vektra.provider.redis.wire.RedisUrl;
import vektra.provider.redis.wire.Wire;
import vektra.spi.Ability;

/** What can be done with the keys of an add-on. */
record RedisData(Wire wire)
        implements Ability.Movable, Ability.Upgradable, Ability.Backups, Ability.Portable, Ability.Actions {
    /** Whatever is in a database number can be copied. */
    @Override
    public void requireCopyable(Server from, Resource what) {}

    /** With {@code --auth none} there are no users to keep out: then it does nothing. */
    @Override
    public void shut(Server server, Resource resource) {
        RedisUrl admin = wire.url(server);
        withUsers(server, resource, (redis, users) -> Gate.shut(wire, admin, redis, users));
    }

    @Override
    public void admit(Server server, Resource resource) {
        withUsers(server, resource, Gate::admit);
    }

    @Override
    public void copy(Server from, Resource source, Server to, Resource target) {
        Copy.between(wire, from, source, to, target);
    }

    @Override
    public void requireUpgradable(Server from, List<Resource> known, @Nullable Server to) {
        new Upgrade(wire, from).requireNothingElse(known);
    }

    @Override
    public void follow(Server from, Resource resource, Server to) {
        new Upgrade(wire, from).follow(resource, to);
    }

    /** Of its own database number alone; each key as it is when its turn comes. */
    @Override
    public Holdings dump(Server server, Resource resource, Path to, Resource scratch) {
        return DumpFile.make(
                to,
                dump -> wire.with(wire.url(server), redis -> {
                    Portability keys = new Portability(redis, server);
                    try (OutputStream out = new BufferedOutputStream(dump.out())) {
                        keys.export(resource, out);
                        out.flush();
                        dump.keep();
                    } catch (IOException | UncheckedIOException e) {
                        throw VektraException.unavailable(
                                "the dump " + to + " cannot be written: " + e.getMessage(), null, e);
                    }
                    Failpoint.reached("redis: dump written");
                    keys.tryOut(scratch, to);
                    return Holdings.of(verify(server, to), KeyFile.lasting(to));
                }));
    }

    @Override
    public String verify(Server server, Path dump) {
        try {
            return holds(server, dump);
        } catch (VektraException e) {
            throw VektraException.unavailable("the backup " + dump + " is damaged: " + e.getMessage(), null, e);
        }
    }

    @Override
    public Holdings load(Server server, Resource empty, Path dump) {
        take(server, empty, dump);
        return Holdings.of(
                verify(server, dump),
                wire.with(wire.url(server), redis -> new Portability(redis, server).lasting(empty)));
    }

    @Override
    public void export(Server server, Resource resource, OutputStream to) {
        wire.with(wire.url(server), redis -> new Portability(redis, server).export(resource, to));
    }

    @Override
    public String holds(Server server, Path file) {
        long keys = KeyFile.read(file, key -> {});
        return keys + (keys == 1 ? " key" : " keys");
    }

    /** A key that the server refuses comes after others that it has taken. */
    @Override
    public boolean takesAtOnce() {
        return false;
    }

    @Override
    public void take(Server server, Resource resource, Path file) {
        wire.with(wire.url(server), redis -> new Portability(redis, server).take(resource, file));
    }

    @Override
    public void exchange(Server server, Resource one, Resource other) {
        wire.with(wire.url(server), redis -> new Portability(redis, server).exchange(one, other));
    }

    @Override
    public ActionResult act(
            Server server,
            Resource resource,
            String action,
            Map<String, String> params,
            Collection<Credentials> attachments) {
        return wire.with(wire.url(server), redis -> {
            int number = Databases.of(redis, server).number(resource);
            return new RedisActions(redis, number, new Users(redis, server).of(resource)).act(action);
        });
    }

    private void withUsers(Server server, Resource resource, BiConsumer<Jedis, List<String>> work) {
        if (RedisService.hasUsers(server)) {
            wire.with(wire.url(server), redis -> {
                List<String> users = new Users(redis, server).of(resource);
                work.accept(redis, users);
                new Replicas(wire, server).follow(redis);
                return users;
            });
        }
    }
}
