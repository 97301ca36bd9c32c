package vektra.provider.postgres;

import java.util.ArrayList;
import java.util.List;
import vektra.model.service.SafeVersions;
import vektra.provider.postgres.transfer.PostgresPrograms;

/** What is known against a version of PostgreSQL, and what this machine lacks for it. */
final class Cautions {
    /** The releases of May 2026 (CVE-2026-6472 to 6638), from postgresql.org/support/security. */
    private static final SafeVersions SAFE = SafeVersions.of("14.23", "15.18", "16.14", "17.10", "18.4");

    private Cautions() {}

    static List<String> of(String version, PostgresPrograms programs) {
        List<String> cautions = new ArrayList<>();
        if (!SAFE.cover(version)) {
            cautions.add("postgres " + version + " has known flaws by which an app can run code as the server's user;"
                    + " without them are " + SAFE.words() + " and later");
        }
        int major = Integer.parseInt(version.replaceFirst("[^0-9].*", ""));
        if (!programs.canDump(major)) {
            cautions.add("postgres " + version
                    + " cannot be backed up, restored or moved to another plan here: that needs pg_dump"
                    + " and pg_restore of PostgreSQL " + major + " or newer; install its client programs");
        }
        return cautions;
    }
}
