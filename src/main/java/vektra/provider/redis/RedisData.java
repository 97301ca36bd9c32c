package vektra.provider.redis;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import redis.clients.jedis.Jedis;
import vektra.model.addon.ActionResult;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.service.Server;
import vektra.provider.redis.server.RedisActions;
import vektra.provider.redis.server.RedisService;
import vektra.provider.redis.wire.RedisUrl;
import vektra.provider.redis.wire.Wire;
import vektra.spi.Ability;

/** What can be done with the keys of an add-on. */
record RedisData(Wire wire) implements Ability.Movable, Ability.Portable, Ability.Actions {
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
                return users;
            });
        }
    }
}
