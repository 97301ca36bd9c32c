package vektra.store.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;

import vektra.model.text.VektraException;
import vektra.spi.Store;

/** The version of the format in etcd, which a process reads once. */
final class Schema {
    private static final String OURS = "1";

    private final Etcd etcd;
    private final Keys keys;
    private volatile boolean known;

    Schema(Etcd etcd, Keys keys) {
        this.etcd = etcd;
        this.keys = keys;
    }

    /** Refuses a format written by a newer version. */
    void check() {
        if (known) {
            return;
        }
        Entry schema = etcd.read(Txn.Range.of(keys.schema())).first();
        if (schema != null && !new String(schema.value(), UTF_8).equals(OURS)) {
            throw VektraException.unavailable(
                    "cannot use " + keys.root() + " in etcd: written by a newer Vektra; upgrade",
                    "upgrade Vektra, or use another installation in " + Store.VARIABLE,
                    null);
        }
        known = schema != null;
    }

    /** The same before a change; the first change of an installation records the version. */
    void prepare() {
        check();
        if (!known) {
            etcd.txn(new Txn().whenGone(keys.schema()).put(keys.schema(), OURS.getBytes(UTF_8)));
            check();
        }
    }
}
