package vektra.provider.redis.wire;

import java.util.Map;
import java.util.TreeMap;
import redis.clients.jedis.Jedis;
import vektra.model.service.Server;
import vektra.model.text.VektraException;

/** What a server tells about itself. */
public record ServerInfo(Map<String, String> fields) {
    public static ServerInfo of(Jedis redis) {
        return new ServerInfo(sections(redis, "server", "replication"));
    }

    /** The fields of sections of what a server tells. */
    public static Map<String, String> sections(Jedis redis, String... sections) {
        Map<String, String> fields = new TreeMap<>();
        for (String section : sections) {
            redis.info(section).lines().filter(line -> line.contains(":")).forEach(line -> {
                int colon = line.indexOf(':');
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            });
        }
        return fields;
    }

    public boolean valkey() {
        return fields.containsKey("valkey_version");
    }

    public int major() {
        String digits = version().replaceFirst("[^0-9].*", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    /** The server's own version; Valkey tells that of Redis only for old clients' sake. */
    public String version() {
        return fields.getOrDefault("valkey_version", fields.getOrDefault("redis_version", "0"));
    }

    /** A cluster has no database numbers, a sentinel no data, a replica takes no writes: each is a CONFLICT. */
    public void refuseUnlessWhole(Server server) {
        String mode = fields.getOrDefault("redis_mode", fields.getOrDefault("server_mode", "standalone"));
        if (!mode.equals("standalone")) {
            throw VektraException.conflict(
                    "Redis at " + RedisUrl.of(server).address() + " is a " + mode + ", which has no database numbers",
                    "adopt a standalone server");
        }
        if (fields.getOrDefault("role", "master").equals("slave")) {
            throw VektraException.conflict(
                    "Redis at " + RedisUrl.of(server).address() + " is a replica of "
                            + fields.getOrDefault("master_host", "another") + ":"
                            + fields.getOrDefault("master_port", "?") + ": it accepts no writes, or loses them",
                    "adopt the server that it copies");
        }
    }
}
