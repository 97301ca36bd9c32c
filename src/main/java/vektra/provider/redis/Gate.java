package vektra.provider.redis;

import java.util.Collection;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.ClientKillParams;
import vektra.model.Failpoint;
import vektra.provider.redis.wire.RedisUrl;
import vektra.provider.redis.wire.Wire;

/** Lets the users of an add-on in or keeps them out; passwords and rules stay as they are. */
final class Gate {
    private Gate() {}

    /** No login succeeds between the two steps: the server does one thing at a time, and logins fail from the first on. */
    static void shut(Wire wire, RedisUrl admin, Jedis redis, Collection<String> users) {
        for (String user : users) {
            wire.insist(admin, List.of("SETUSER", user, "off"));
            Failpoint.reached("redis: user shut");
            redis.clientKill(ClientKillParams.clientKillParams().user(user));
            Failpoint.reached("redis: sessions ended");
        }
        Keeping.save(redis);
    }

    static void admit(Jedis redis, Collection<String> users) {
        for (String user : users) {
            redis.aclSetUser(user, "on");
            Failpoint.reached("redis: user admitted");
        }
        Keeping.save(redis);
    }
}
