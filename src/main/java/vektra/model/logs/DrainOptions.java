package vektra.model.logs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.model.service.ServiceOption;
import vektra.model.service.ServiceOption.Change;
import vektra.model.service.ServiceOption.Type;

/** The options that every drain has. */
public final class DrainOptions {
    public static final String URL = "url";
    public static final String SSL = "ssl";
    public static final String CA = "ca";
    public static final String INSECURE = "insecure";
    public static final String OVERFLOW = "overflow";
    public static final String DROP_OLDEST = "drop-oldest";
    public static final String BLOCK = "block";
    public static final String QUOTA = "quota";
    public static final String WITH_SERVERS = "with-servers";

    /** What a service calls the option that authenticates us, or signs what we send. */
    private static final List<String> SECRETS = List.of("token", "secret");

    private DrainOptions() {}

    /** Whether the value of an option of a drain is secret, and therefore kept apart from the others. */
    public static boolean isSecret(String option) {
        return SECRETS.contains(option);
    }

    /**
     * The common options, {@code --url} first, followed by the service's own.
     *
     * @param urlForm what the URL looks like
     */
    public static List<ServiceOption> with(String urlForm, List<ServiceOption> own) {
        List<ServiceOption> all = new ArrayList<>();
        all.add(option(URL, Type.TEXT, null, "where the lines go: " + urlForm));
        all.addAll(own);
        all.add(option(
                CA,
                Type.FILE,
                null,
                "file of CA certificates to trust for the destination, instead of the default ones"));
        all.add(option(INSECURE, Type.FLAG, null, "accept any certificate: lines can be read on the way"));
        all.add(new ServiceOption(
                OVERFLOW,
                Type.CHOICE,
                DROP_OLDEST,
                "what happens when the quota is used up because the destination is slow or away: lines are lost and"
                        + " counted, or programs wait",
                Change.LIVE,
                List.of(DROP_OLDEST, BLOCK)));
        all.add(new ServiceOption(
                        QUOTA, Type.SIZE, "256mb", "how much may wait on disk for this drain", Change.LIVE, List.of())
                .between(1 << 20, 1L << 40));
        all.add(option(WITH_SERVERS, Type.FLAG, null, "also ship the logs of managed servers"));
        return List.copyOf(all);
    }

    private static ServiceOption option(String name, Type type, @Nullable String value, String description) {
        return new ServiceOption(name, type, value, description, Change.LIVE, List.of());
    }

    /** Bytes of a size that an option's check let pass. */
    public static long bytes(String size) {
        return ServiceOption.bytes(size);
    }
}
