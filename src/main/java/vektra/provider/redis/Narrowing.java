package vektra.provider.redis;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.Response;
import vektra.model.Failpoint;
import vektra.provider.redis.server.Names;

/**
 * Takes from the users of all apps what a shared server's software does not keep apart: they may have been made by an
 * older Vektra, or for another version of the software.
 */
final class Narrowing {
    private Narrowing() {}

    /** @param refused words of a rule; again is harmless */
    static void apply(Jedis redis, List<String> refused) {
        if (refused.isEmpty()) {
            return;
        }
        List<Response<Object>> done = new ArrayList<>();
        List<String> users = redis.aclUsers().stream().filter(Names::isUser).toList();
        try (Pipeline pipeline = redis.pipelined()) {
            for (String user : users) {
                List<String> words = new ArrayList<>(List.of("SETUSER", user));
                words.addAll(refused);
                done.add(pipeline.sendCommand(Command.ACL, words.toArray(String[]::new)));
            }
        }
        done.forEach(Response::get);
        Failpoint.reached("redis: users narrowed");
    }
}
