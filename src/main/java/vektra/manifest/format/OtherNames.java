package vektra.manifest.format;

import java.util.Map;

/** What the files of other tools call services. */
public final class OtherNames {
    private static final Map<String, String> OURS = Map.of(
            "postgis", "postgres",
            "valkey", "redis",
            "keyvalue", "redis",
            "amqp", "rabbitmq",
            "volume", "efs");

    private OtherNames() {}

    /** The name that a service has here; a name that is not among those stays. */
    public static String ours(String theirs) {
        return OURS.getOrDefault(theirs, theirs);
    }
}
