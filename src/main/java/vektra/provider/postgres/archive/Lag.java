package vektra.provider.postgres.archive;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.program.Retries;
import vektra.provider.postgres.admin.Admin;

/** What a running server has written and its archive does not have yet. */
record Lag(Admin admin) {
    /** A segment is 16 MiB, and a disk that takes so long for it is none. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final String WAITS = "SELECT ceil(extract(epoch FROM now() - min(modification)))::bigint, count(*)"
            + " FROM pg_ls_archive_statusdir() WHERE name LIKE '%.ready'";

    private static final String FAILURE = "SELECT pg_read_file(current_setting('data_directory') || '/"
            + Archiving.FAILURE + "', 0, 1000, true) WHERE (SELECT coalesce(last_failed_time > last_archived_time,"
            + " last_failed_time IS NOT NULL) FROM pg_stat_archiver)";

    /** How long the oldest part that waits has been waiting; zero when none does. */
    Duration age() {
        List<@Nullable String> row = admin.ask(session -> session.rows(WAITS)).get(0);
        String seconds = row.get(0);
        return seconds == null ? Duration.ZERO : Duration.ofSeconds(Long.parseLong(seconds));
    }

    /** Why the last attempt failed; empty when it did not, or is not over. */
    Optional<String> failure() {
        return admin.ask(session -> session.rows(FAILURE)).stream()
                .map(row -> row.get(0))
                .map(text -> text == null ? "its log says why" : text.strip())
                .findFirst();
    }

    /** Has everything that was written until now archived, with a transaction behind it by which its end is known. */
    void flush() {
        String segment = admin.run(session -> {
            // its commit is the first after the moment
            session.rows("SELECT pg_current_xact_id()");
            return session.column("SELECT pg_walfile_name(pg_switch_wal())").get(0);
        });
        Retries retries = new Retries();
        while (!isArchived(segment)) {
            if (!retries.worthIt(LIMIT)) {
                throw VektraException.unavailable(
                        "the archive of " + admin.server().id() + " does not take what was written: "
                                + failure().orElse("its disk does not answer"),
                        Text.of("see: ", Next.of("addons:doctor")),
                        null);
            }
        }
    }

    private boolean isArchived(String segment) {
        return admin.ask(session -> {
            String last = session.column("SELECT last_archived_wal FROM pg_stat_archiver").stream()
                    .filter(name -> name != null)
                    .findFirst()
                    .orElse("");
            return last.length() >= segment.length()
                    && last.substring(0, segment.length()).compareTo(segment) >= 0;
        });
    }
}
