package vektra.provider.postgres;

import org.jspecify.annotations.Nullable;
import vektra.model.service.Client;
import vektra.model.service.Software;
import vektra.provider.postgres.session.ServerUrl;
import vektra.provider.postgres.transfer.PostgresPrograms;

/** The psql of this machine, which reads from its environment where to log in. */
final class Psql {
    static final String PROGRAM = "psql";

    private Psql() {}

    /** Null when this machine has no psql. */
    static @Nullable Client client(@Nullable Software software, ServerUrl url, boolean managed) {
        return new PostgresPrograms(software)
                .any(PROGRAM)
                .map(command -> new Client(command, PostgresPrograms.environment(url, managed)))
                .orElse(null);
    }
}
