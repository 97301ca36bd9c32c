package vektra.provider.redis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import vektra.model.Failpoint;
import vektra.model.addon.Census;
import vektra.model.addon.Credentials;
import vektra.model.addon.Fault;
import vektra.model.addon.Observation;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.AppAddress;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.service.Service;
import vektra.model.service.Usage;
import vektra.model.text.Input;
import vektra.model.text.Kind;
import vektra.model.text.Secret;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.provider.redis.server.Busy;
import vektra.provider.redis.server.Isolation;
import vektra.provider.redis.server.Names;
import vektra.provider.redis.server.OwnServer;
import vektra.provider.redis.server.RedisActions;
import vektra.provider.redis.server.RedisRecipe;
import vektra.provider.redis.server.RedisService;
import vektra.provider.redis.wire.RedisUrl;
import vektra.provider.redis.wire.Sentinel;
import vektra.provider.redis.wire.ServerInfo;
import vektra.provider.redis.wire.Wire;
import vektra.spi.Abilities;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.ServerRecipe;
import vektra.spi.ServerRecipe.Tls;

/** An add-on is a database number, an attachment a user that cannot leave it. */
public final class RedisProvider
        implements AddonProvider, Ability.Reload, Ability.Capacity, Ability.Cautions, Ability.Checks {
    private final Wire wire;
    private final Connections connections;
    private final ServerRecipe recipe = new RedisRecipe();

    /**
     * @param timeout of the connecting and of every single answer
     * @param authority the file by which managed servers that require TLS are verified
     */
    public RedisProvider(Duration timeout, Path authority) {
        this.wire = new Wire(timeout, authority);
        this.connections = new Connections(wire);
    }

    @Override
    public Service service() {
        return RedisService.DESCRIPTION;
    }

    @Override
    public ServerRecipe recipe() {
        return recipe;
    }

    @Override
    public Abilities abilities() {
        return Abilities.of(this, connections, new Trial(wire.authority()), new RedisData(wire));
    }

    @Override
    public Server adopt(String url, Map<String, String> options) {
        HostPort apps = AppAddress.of(options, List.of(RedisUrl.parse(url).address()), RedisUrl.PORT);
        Map<String, String> asked = new LinkedHashMap<>(options);
        // an adopted server has bounds of its own
        asked.remove(RedisService.MAXMEMORY, RedisService.DEFAULT_MAXMEMORY);
        return Server.adopted(service().name(), List.of(apps), new Secret(url), asked);
    }

    @Override
    public String ping(Server server) {
        try {
            return asked(server);
        } catch (VektraException e) {
            if (!server.managed() && (e.answered() || e.kind() == Kind.CONFLICT)) {
                Sentinel.refuse(wire, server);
            }
            throw e;
        }
    }

    private String asked(Server server) {
        return wire.with(wire.url(server), redis -> {
            if (server.managed()) {
                Busy.end(redis, server, wire.timeout());
            }
            redis.ping();
            ServerInfo info = ServerInfo.of(redis);
            info.refuseUnlessWhole(server);
            // a user without this right could not make any other
            if (Registry.of(redis, server) == Registry.MARKER_USERS) {
                redis.aclGetUser("default");
            }
            return info.version();
        });
    }

    @Override
    public void configure(Server server) {
        Map<String, String> live = RedisService.live(server);
        RedisUrl admin = wire.url(server);
        wire.with(admin, redis -> {
            live.forEach(redis::configSet);
            if (RedisService.hasUsers(server) && Registry.of(redis, server) == Registry.MARKER_USERS) {
                boolean scripts = Scripts.look(wire, admin, redis);
                if (server.managed() && server.isShared()) {
                    Narrowing.apply(redis, Isolation.refused(redis, scripts));
                }
                Keeping.save(redis);
                follow(server, redis);
            }
            if (server.managed() && !RedisService.hasUsers(server)) {
                redis.aclSetUser(
                        "default", OwnServer.open(redis, server.isShared()).toArray(String[]::new));
                Failpoint.reached("redis: open user made");
                Keeping.save(redis);
            }
            return live;
        });
    }

    /** To be set to what it is makes the server read the files again. */
    @Override
    public void reload(Server server) {
        wire.with(wire.url(server), redis -> redis.configSet("tls-cert-file", Tls.FILE));
    }

    @Override
    public List<Usage> usage(Server server) {
        return wire.with(wire.url(server), redis -> Consumption.of(redis, server));
    }

    @Override
    public List<String> cautions(Server server) {
        return wire.with(
                wire.url(server),
                redis -> Stream.concat(
                                Cautions.of(redis, server, RedisService.hasUsers(server)).stream(),
                                new Replicas(wire, server).away(redis).stream())
                        .toList());
    }

    @Override
    public Resource provision(Server server, Resource wanted) {
        return wire.with(wire.url(server), redis -> {
            Databases databases = Databases.of(redis, server);
            int number = databases.claim(wanted);
            databases.save();
            follow(server, redis);
            return wanted.with(Map.of(Databases.FACT, Integer.toString(number)));
        });
    }

    @Override
    public Credentials grant(Server server, Resource resource, Id credentials, Secret fresh) {
        RedisUrl admin = wire.url(server);
        int number = wire.with(admin, redis -> {
            int held = Databases.of(redis, server).number(resource);
            if (RedisService.hasUsers(server)) {
                boolean scripts = Scripts.look(wire, admin, redis);
                redis.aclSetUser(
                        Names.user(resource, credentials), Isolation.rule(redis, server, fresh, held, scripts));
                Failpoint.reached("redis: user made");
                Keeping.save(redis);
                follow(server, redis);
            }
            return held;
        });
        Credentials made = new Credentials(
                credentials, RedisService.hasUsers(server) ? Names.user(resource, credentials) : "", fresh);
        check(server, resource, made, number);
        return made;
    }

    @Override
    public void revoke(Server server, Resource resource, Id credentials) {
        if (RedisService.hasUsers(server)) {
            // the server cuts the sessions of a user that it deletes
            wire.insist(wire.url(server), List.of("DELUSER", Names.user(resource, credentials)));
            Failpoint.reached("redis: user dropped");
            wire.with(wire.url(server), redis -> {
                Keeping.save(redis);
                follow(server, redis);
                return resource;
            });
        }
    }

    @Override
    public void deprovision(Server server, Resource resource) {
        wire.with(wire.url(server), redis -> {
            Databases databases = Databases.of(redis, server);
            List<String> users = new Users(redis, server).of(resource);
            // users first: no app may write between the emptying and the giving back
            if (!users.isEmpty()) {
                redis.aclDelUser(users.toArray(String[]::new));
                Failpoint.reached("redis: users dropped");
            }
            databases.release(resource.id());
            databases.save();
            follow(server, redis);
            return users;
        });
    }

    @Override
    public Observation inspect(Server server, Resource resource) {
        return wire.with(wire.url(server), redis -> {
            Databases databases = Databases.of(redis, server);
            OptionalInt held = databases.held(resource.id());
            if (held.isEmpty()) {
                return new Observation(false, Set.of(), Map.of());
            }
            Users users = new Users(redis, server);
            RedisActions clients = new RedisActions(redis, held.getAsInt(), users.of(resource));
            return new Observation(
                    true, users.live(resource), Figures.of(redis, server, held.getAsInt(), clients.connections()));
        });
    }

    @Override
    public List<Fault> examine(Server server, Resource resource, Collection<Credentials> credentials) {
        return new Examination(wire, server, resource).faults(credentials);
    }

    @Override
    public Census census(Server server, Set<String> known) {
        return wire.with(wire.url(server), redis -> new Residents(redis, server).census(known));
    }

    @Override
    public Map<String, String> configVars(Server server, Resource resource, Credentials credentials) {
        return connections.vars(server, resource, credentials);
    }

    private void follow(Server server, Jedis redis) {
        if (RedisService.hasUsers(server)) {
            new Replicas(wire, server).follow(redis);
        }
    }

    private void check(Server server, Resource resource, Credentials made, int number) {
        boolean isolated = wire.with(connections.url(server, made), app -> {
            app.select(number);
            app.ping();
            return made.user().isEmpty() || !server.isShared() || Isolation.stands(app);
        });
        if (!isolated) {
            revoke(server, resource, made.id());
            throw VektraException.conflict(
                    "Redis at " + RedisUrl.of(server).address()
                            + " lets a user leave its database number although its rule forbids it",
                    Text.of(
                            "use another server, or ",
                            Input.of(RedisService.AUTH, RedisService.NO_AUTH),
                            ", with which every app can read everything"));
        }
    }
}
