package vektra.model.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What other tools call a service, so that what their users type is understood.
 *
 * @param names of the service, beside its own
 * @param client its interactive client program; an action of that name says how to open it; null for none
 * @param dataApi how Heroku's command line reaches its add-ons; null for a service that it does not know
 */
public record Elsewhere(
        List<String> names,
        @Nullable String client,
        @Nullable DataApi dataApi) {
    private static final List<String> VENDORS = List.of("heroku-", "data-for-", "rds-", "elasticache-", "aws-");

    /** A service that no other tool knows. */
    public static final Elsewhere UNKNOWN = new Elsewhere(List.of(), null, null);

    /** The name of a service without what vendors put before the name of what they run, such as {@code heroku-}. */
    public static String withoutVendor(String name) {
        return VENDORS.stream()
                .filter(name::startsWith)
                .findFirst()
                .map(vendor -> name.substring(vendor.length()))
                .orElse(name);
    }

    /**
     * A part of Heroku's data API.
     *
     * @param family the first part of its paths
     * @param dump the type of a transfer that makes a backup
     * @param load the type of a transfer that restores one
     */
    public record DataApi(String family, String dump, String load) {
        /** One whose transfers have no types that the command line would look for. */
        public static DataApi of(String family) {
            return new DataApi(family, "dump", "restore");
        }
    }

    /** Whether its add-ons are reached by that part of Heroku's data API. */
    public boolean speaks(String family) {
        return dataApi != null && dataApi.family().equals(family);
    }

    /** What a backup and a restore are called in Heroku's data API, also of a service that is in none of its parts. */
    public DataApi transfers() {
        return dataApi == null ? DataApi.of("") : dataApi;
    }
}
