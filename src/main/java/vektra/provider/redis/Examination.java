package vektra.provider.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import vektra.model.addon.Credentials;
import vektra.model.addon.Fault;
import vektra.model.addon.Fault.Harm;
import vektra.model.addon.Resource;
import vektra.model.service.Server;
import vektra.provider.redis.server.Isolation;
import vektra.provider.redis.server.RedisService;
import vektra.provider.redis.wire.RedisUrl;
import vektra.provider.redis.wire.Wire;

/** Compares an add-on's database number and users with what they should be; changes nothing. */
record Examination(Wire wire, Server server, Resource resource) {

    List<Fault> faults(Collection<Credentials> credentials) {
        List<Fault> faults = new ArrayList<>();
        Fault ofNumber = wire.with(wire.url(server), this::ofNumber);
        if (ofNumber != null) {
            faults.add(ofNumber);
        }
        if (RedisService.hasUsers(server)) {
            wire.with(
                            wire.url(server),
                            redis -> new Replicas(wire, server)
                                    .differences(redis, resource.id().brief()))
                    .forEach(why -> faults.add(new Fault(Harm.BROKEN, why, null)));
        }
        String number = resource.facts().getOrDefault(Databases.FACT, "0");
        for (Credentials login : credentials) {
            if (!login.user().isEmpty()) {
                RedisUrl url = wire.url(server).as(login.user(), login.password());
                wire.refused(url, app -> trial(app, Integer.parseInt(number)))
                        .or(() -> wire.with(wire.url(server), redis -> rights(redis, login.user())))
                        .ifPresent(why -> faults.add(new Fault(
                                Harm.LOCKED_OUT,
                                "the user " + login.user() + " of Redis at "
                                        + RedisUrl.of(server).address() + " " + why,
                                login.id())));
            }
        }
        return faults;
    }

    private @Nullable Fault ofNumber(Jedis redis) {
        OptionalInt held = Databases.of(redis, server).held(resource.id());
        String fact = resource.facts().getOrDefault(Databases.FACT, "");
        if (held.isPresent() && (fact.isEmpty() || Integer.parseInt(fact) == held.getAsInt())) {
            return null;
        }
        String message =
                "Redis at " + RedisUrl.of(server).address() + " has no record that database " + fact + " is taken";
        return fact.isEmpty() || keys(redis, fact) == 0
                ? new Fault(Harm.DATA_LOST, message + ", and it is empty", null)
                : new Fault(Harm.BROKEN, message, null);
    }

    private static long keys(Jedis redis, String number) {
        redis.select(Integer.parseInt(number));
        long keys = redis.dbSize();
        redis.select(0);
        return keys;
    }

    /** What is wrong with a user that could log in. */
    private Optional<String> trial(Jedis app, int number) {
        app.select(number);
        app.ping();
        return !server.isShared() || Isolation.stands(app)
                ? Optional.empty()
                : Optional.of("is not kept in database " + number + " any more");
    }

    /** Users made by an older Vektra, or before the server's software changed. */
    private Optional<String> rights(Jedis redis, String user) {
        String commands = redis.aclGetUser(user).getCommands();
        if (!server.isShared()) {
            return commands.contains("bgsave")
                    ? Optional.empty()
                    : Optional.of("lacks the rights that a server of its own allows");
        }
        // the server sums a rule up in words of its own
        boolean scripts = !commands.contains(Isolation.NO_SCRIPTS) || (commands + " ").contains("+eval ");
        boolean isolated = Scripts.known(redis).orElse(scripts);
        if (scripts == isolated) {
            return Optional.empty();
        }
        return Optional.of(
                scripts
                        ? "may run scripts, which this version does not isolate from those of other apps"
                        : "may not run scripts, which this version isolates from those of other apps");
    }
}
