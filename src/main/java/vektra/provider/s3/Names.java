package vektra.provider.s3;

import java.util.Locale;
import vektra.model.addon.Resource;

/** What an add-on is called on its server. */
final class Names {
    /** The fact of a resource that holds its bucket's name. */
    static final String FACT = "bucket";

    private static final int LONGEST_LABEL = 40;

    private Names() {}

    /** At most 53 of the 63 characters that a bucket's name may have, and unique among the buckets of all servers. */
    static String bucket(Resource resource) {
        String given = resource.facts().get(FACT);
        if (given != null) {
            return given;
        }
        String plain = resource.label().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
        String label = plain.substring(0, Math.min(plain.length(), LONGEST_LABEL));
        return (label.matches("[a-z0-9].*") ? label : "app") + "-"
                + resource.id().brief();
    }
}
