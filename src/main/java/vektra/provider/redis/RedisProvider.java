package vektra.provider.redis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import vektra.model.ActionResult;
import vektra.model.Census;
import vektra.model.Client;
import vektra.model.Credentials;
import vektra.model.Failpoint;
import vektra.model.Fault;
import vektra.model.HostPort;
import vektra.model.Id;
import vektra.model.Input;
import vektra.model.Observation;
import vektra.model.Resource;
import vektra.model.Secret;
import vektra.model.Server;
import vektra.model.Service;
import vektra.model.Text;
import vektra.model.VektraException;
import vektra.provider.redis.server.Busy;
import vektra.provider.redis.server.Names;
import vektra.provider.redis.server.OwnServer;
import vektra.provider.redis.server.Plans;
import vektra.provider.redis.server.RedisActions;
import vektra.provider.redis.server.RedisRecipe;
import vektra.provider.redis.server.RedisService;
import vektra.provider.redis.server.Wall;
import vektra.provider.redis.wire.RedisCli;
import vektra.provider.redis.wire.RedisUrl;
import vektra.provider.redis.wire.ServerInfo;
import vektra.provider.redis.wire.Wire;
import vektra.spi.Abilities;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.ServerRecipe;

/** An add-on is a database number, an attachment a user that cannot leave it. */
public final class RedisProvider
        implements AddonProvider,
                Ability.Cautions,
                Ability.Checks,
                Ability.Movable,
                Ability.Actions,
                Ability.Shell,
                Ability.Forms {
    private final Wire wire;
    private final ServerRecipe recipe = new RedisRecipe();

    /**
     * @param timeout of the connecting and of every single answer
     */
    public RedisProvider(Duration timeout) {
        this.wire = new Wire(timeout);
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
        return Abilities.of(this);
    }

    @Override
    public Server adopt(String url, Map<String, String> options) {
        HostPort address = RedisUrl.parse(url).address();
        Map<String, String> asked = new LinkedHashMap<>(options);
        // an adopted server has bounds of its own
        asked.remove(RedisService.MAXMEMORY, RedisService.DEFAULT_MAXMEMORY);
        return Server.adopted(service().name(), List.of(address), new Secret(url), asked);
    }

    @Override
    public String ping(Server server) {
        return wire.with(RedisUrl.of(server), redis -> {
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
        RedisUrl admin = RedisUrl.of(server);
        wire.with(admin, redis -> {
            live.forEach(redis::configSet);
            if (hasUsers(server) && Registry.of(redis, server) == Registry.MARKER_USERS) {
                boolean scripts = Scripts.look(wire, admin, redis);
                if (server.managed() && Plans.shared(server)) {
                    Narrowing.apply(redis, Wall.refused(redis, scripts));
                }
                Keeping.save(redis);
            }
            if (server.managed() && !hasUsers(server)) {
                redis.aclSetUser(
                        "default", OwnServer.open(redis, Plans.shared(server)).toArray(String[]::new));
                Failpoint.reached("redis: open user made");
                Keeping.save(redis);
            }
            return live;
        });
    }

    @Override
    public List<String> cautions(Server server) {
        return wire.with(RedisUrl.of(server), redis -> Cautions.of(redis, server, hasUsers(server)));
    }

    @Override
    public Resource provision(Server server, Resource wanted) {
        return wire.with(RedisUrl.of(server), redis -> {
            Databases databases = Databases.of(redis, server);
            int number = databases.claim(wanted);
            databases.save();
            return new Resource(wanted.id(), wanted.label(), Map.of(Databases.FACT, Integer.toString(number)));
        });
    }

    @Override
    public Credentials grant(Server server, Resource resource, Id credentials, Secret fresh) {
        RedisUrl admin = RedisUrl.of(server);
        int number = wire.with(admin, redis -> {
            int held = Databases.of(redis, server).number(resource);
            if (hasUsers(server)) {
                boolean scripts = Scripts.look(wire, admin, redis);
                redis.aclSetUser(Names.user(resource, credentials), Wall.rule(redis, server, fresh, held, scripts));
                Failpoint.reached("redis: user made");
                Keeping.save(redis);
            }
            return held;
        });
        Credentials made =
                new Credentials(credentials, hasUsers(server) ? Names.user(resource, credentials) : "", fresh);
        check(server, resource, made, number);
        return made;
    }

    @Override
    public void revoke(Server server, Resource resource, Id credentials) {
        if (hasUsers(server)) {
            // the server cuts the sessions of a user that it deletes
            wire.insist(RedisUrl.of(server), List.of("DELUSER", Names.user(resource, credentials)));
            Failpoint.reached("redis: user dropped");
            wire.with(RedisUrl.of(server), redis -> {
                Keeping.save(redis);
                return resource;
            });
        }
    }

    @Override
    public void deprovision(Server server, Resource resource) {
        wire.with(RedisUrl.of(server), redis -> {
            Databases databases = Databases.of(redis, server);
            List<String> users = users(redis, server, resource);
            // users first: no app may write between the emptying and the giving back
            if (!users.isEmpty()) {
                redis.aclDelUser(users.toArray(String[]::new));
                Failpoint.reached("redis: users dropped");
            }
            databases.release(resource.id());
            databases.save();
            return users;
        });
    }

    @Override
    public Observation inspect(Server server, Resource resource) {
        return wire.with(RedisUrl.of(server), redis -> {
            Databases databases = Databases.of(redis, server);
            OptionalInt held = databases.held(resource.id());
            if (held.isEmpty()) {
                return new Observation(false, Set.of(), Map.of());
            }
            Set<String> live = new TreeSet<>();
            if (hasUsers(server)) {
                Names.usersOf(resource.id(), redis.aclUsers()).forEach((brief, user) -> {
                    if (redis.aclGetUser(user).getFlags().contains("on")) {
                        live.add(brief);
                    }
                });
            }
            return new Observation(true, live, Figures.of(redis, server, held.getAsInt(), hasUsers(server)));
        });
    }

    @Override
    public List<Fault> examine(Server server, Resource resource, Collection<Credentials> credentials) {
        return new Examination(wire, server, resource).faults(credentials);
    }

    @Override
    public Census census(Server server, Set<String> known) {
        return wire.with(RedisUrl.of(server), redis -> new Residents(redis, server).census(known));
    }

    @Override
    public Map<String, String> configVars(Server server, Resource resource, Credentials credentials) {
        RedisUrl url = appUrl(server, credentials);
        String number = fact(resource);
        Map<String, String> vars = new LinkedHashMap<>();
        vars.put("REDISURL", url.toDatabase("tcp", number));
        vars.put("REDIS_URL", url.toDatabase(url.tls() ? "rediss" : "redis", number));
        return vars;
    }

    @Override
    public Map<String, String> connectionForms(Server server, Resource resource, Credentials credentials) {
        return Forms.of(server, appUrl(server, credentials), fact(resource));
    }

    /** None: its servers speak no TLS that Vektra would have given them. */
    @Override
    public Map<String, String> verifiedForms(
            Server server, Resource resource, Credentials credentials, Path authority) {
        return Map.of();
    }

    /** Whatever is in a database number can be copied. */
    @Override
    public void requireCopyable(Server from, Resource what) {}

    /** With {@code --auth none} there are no users to keep out: then it does nothing. */
    @Override
    public void shut(Server server, Resource resource) {
        RedisUrl admin = RedisUrl.of(server);
        withUsers(server, resource, (redis, users) -> Gate.shut(wire, admin, redis, users));
    }

    @Override
    public void admit(Server server, Resource resource) {
        withUsers(server, resource, Gate::admit);
    }

    private void withUsers(Server server, Resource resource, BiConsumer<Jedis, List<String>> work) {
        if (hasUsers(server)) {
            wire.with(RedisUrl.of(server), redis -> {
                List<String> users = users(redis, server, resource);
                work.accept(redis, users);
                return users;
            });
        }
    }

    @Override
    public void copy(Server from, Resource source, Server to, Resource target) {
        Copy.between(wire, from, source, to, target);
    }

    @Override
    public ActionResult act(
            Server server,
            Resource resource,
            String action,
            Map<String, String> params,
            Collection<Credentials> attachments) {
        return wire.with(RedisUrl.of(server), redis -> {
            int number = Databases.of(redis, server).number(resource);
            return new RedisActions(redis, number, users(redis, server, resource)).act(action);
        });
    }

    @Override
    public @Nullable Client client(Server server, Resource resource, Credentials credentials) {
        return RedisCli.of(server, appUrl(server, credentials), fact(resource));
    }

    private void check(Server server, Resource resource, Credentials made, int number) {
        boolean walled = wire.with(appUrl(server, made), app -> {
            app.select(number);
            app.ping();
            return made.user().isEmpty() || !Plans.shared(server) || Wall.stands(app);
        });
        if (!walled) {
            revoke(server, resource, made.id());
            throw VektraException.conflict(
                    "Redis at " + server.host() + " lets a user leave its database number although its rule forbids it",
                    Text.of(
                            "use another server, or ",
                            Input.of(RedisService.AUTH, RedisService.NO_AUTH),
                            ", with which every app can read everything"));
        }
    }

    private static List<String> users(Jedis redis, Server server, Resource resource) {
        return hasUsers(server)
                ? new ArrayList<>(Names.usersOf(resource.id(), redis.aclUsers()).values())
                : List.of();
    }

    private static boolean hasUsers(Server server) {
        return !server.option(RedisService.AUTH).equals(RedisService.NO_AUTH);
    }

    private static RedisUrl appUrl(Server server, Credentials credentials) {
        Secret password = credentials.user().isEmpty() ? new Secret("") : credentials.password();
        return RedisUrl.of(server).as(credentials.user(), password);
    }

    private static String fact(Resource resource) {
        return resource.facts().getOrDefault(Databases.FACT, "");
    }
}
