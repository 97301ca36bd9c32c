package vektra.provider.postgres;

import java.util.List;
import vektra.model.SafeVersions;

/** What is known against a version of PostgreSQL. */
final class Cautions {
    /** The releases of May 2026 (CVE-2026-6472 to 6638), from postgresql.org/support/security. */
    private static final SafeVersions SAFE = SafeVersions.of("14.23", "15.18", "16.14", "17.10", "18.4");

    private Cautions() {}

    static List<String> of(String version) {
        return SAFE.cover(version)
                ? List.of()
                : List.of("postgres " + version + " has known flaws by which an app can run code as the server's user;"
                        + " without them are " + SAFE.words() + " and later");
    }
}
