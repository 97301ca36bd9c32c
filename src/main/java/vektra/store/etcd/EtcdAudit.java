package vektra.store.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vektra.model.Audited;
import vektra.model.text.VektraException;
import vektra.store.format.Node;
import vektra.store.journal.Audit;

/**
 * The audit as a key for each line, the newest first: {@code audit/<what is left of 10^13 ms since 1970>-<change>}. The
 * transaction of a change writes its line, so that the line tells whether there was that transaction.
 */
record EtcdAudit(Etcd etcd, Keys keys) {
    private static final long END = 9_999_999_999_999L;

    /** The key of the line of a change. */
    String key(String change, long millis) {
        return keys.audit() + String.format(Locale.ROOT, "%013d", END - millis) + "-" + change;
    }

    /** The same, with the time from the change's id, at which it was begun, so that every process writes the same key. */
    String key(String change) {
        return key(change, Long.parseLong(change.substring(0, change.indexOf('-')), 16));
    }

    List<Audited> read(Audited.Wanted wanted) {
        List<Audited> found = new ArrayList<>();
        boolean begun = wanted.before() == null;
        Txn.Range range = Txn.Range.under(keys.audit());
        String from = range.key();
        long revision = 0;
        boolean more = true;
        while (more && found.size() < wanted.most()) {
            Reply reply = etcd.txn(new Txn().read(range.most(Etcd.PAGE).from(from, revision)));
            revision = revision == 0 ? reply.revision() : revision;
            Reply.Found page = reply.ranges().get(0);
            more = page.more();
            for (Entry entry : page.entries()) {
                from = entry.key() + "\0";
                Optional<Audited> line = parsed(entry);
                if (begun) {
                    line.filter(wanted::has).ifPresent(found::add);
                }
                begun |= line.isPresent() && line.get().change().equals(wanted.before());
                if (found.size() >= wanted.most()) {
                    break;
                }
            }
        }
        if (!begun) {
            throw Audit.unknown(wanted);
        }
        return found;
    }

    /** Empty for a line written by a newer version, which is skipped. */
    private static Optional<Audited> parsed(Entry entry) {
        try {
            String line = new String(entry.value(), UTF_8);
            return Optional.of(Node.read(Path.of(entry.key()), line.getBytes(UTF_8), Audit::read));
        } catch (VektraException e) {
            return Optional.empty();
        }
    }
}
