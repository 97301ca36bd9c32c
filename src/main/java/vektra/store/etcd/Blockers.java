package vektra.store.etcd;

import java.util.ArrayList;
import java.util.List;
import vektra.spi.Locks.Name;

/** The locks that are in the way of others. */
record Blockers(Etcd etcd, Keys keys) {
    /** Ends the leases of processes of this machine that are gone. */
    boolean endDead(List<Entry> before) {
        boolean any = false;
        for (Entry lock : before) {
            Holder holder = Holder.read(lock);
            if (holder.isDead()) {
                etcd.revoke(holder.lease());
                any = true;
            }
        }
        return any;
    }

    /** Whether nothing is in the way of them, once those of the dead are gone. */
    boolean areFree(List<Name> names) {
        List<Entry> before = of(etcd.txn(reading(names)).ranges(), names);
        return before.isEmpty()
                || (endDead(before)
                        && of(etcd.txn(reading(names)).ranges(), names).isEmpty());
    }

    private Txn reading(List<Name> names) {
        Txn txn = new Txn().read(Txn.Range.of(keys.everything()));
        names.forEach(name -> txn.read(Txn.Range.under(keys.lock(name))));
        return txn;
    }

    /** Those among what the locks of all, and then each of the names, hold. */
    List<Entry> of(List<Reply.Found> ranges, List<Name> names) {
        List<Entry> blocking = new ArrayList<>(ranges.get(0).entries());
        for (int i = 0; i < names.size(); i++) {
            boolean shared = names.get(i).shared();
            String own = keys.lock(names.get(i)) + "a";
            ranges.get(i + 1).entries().stream()
                    .filter(lock -> !shared || lock.key().equals(own))
                    .forEach(blocking::add);
        }
        return blocking;
    }
}
