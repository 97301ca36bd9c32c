package vektra.provider.redis;

import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;
import vektra.model.Failpoint;
import vektra.model.text.Next;
import vektra.model.text.Text;

/** Sees to it that users outlive a restart of the server, as far as the server is able to keep them. */
final class Keeping {
    private Keeping() {}

    /** Writes the users into the server's ACL file, else into its configuration file, where it has one. */
    static void save(Jedis redis) {
        try {
            redis.aclSave();
        } catch (JedisDataException e) {
            if (!String.valueOf(e.getMessage()).contains("not configured to use an ACL file")) {
                throw e;
            }
            rewrite(redis);
        }
        Failpoint.reached("redis: users saved");
    }

    /** What is wrong with how the server keeps users; empty when nothing is. */
    static Optional<Text> worry(Jedis redis) {
        try {
            Map<String, String> aclFile = redis.configGet("aclfile");
            String server = redis.info("server");
            boolean kept = aclFile.values().stream().anyMatch(path -> !path.isEmpty())
                    || server.lines().anyMatch(line -> line.matches("config_file:\\s*\\S.*"));
            return kept
                    ? Optional.empty()
                    : Optional.of(Text.of(
                            "lost when the server restarts, since it has no ACL file; ",
                            Next.of("addons:doctor").with("fix"),
                            " creates them again"));
        } catch (JedisDataException e) {
            return Optional.of(Text.of("unknown whether they survive a restart of the server"));
        }
    }

    private static void rewrite(Jedis redis) {
        try {
            redis.configRewrite();
        } catch (JedisDataException e) {
            // a server without a file to write to is still of use; inspecting it tells of the danger
            Failpoint.reached("redis: users not saved");
        }
    }
}
