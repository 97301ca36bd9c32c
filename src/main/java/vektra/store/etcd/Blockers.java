package vektra.store.etcd;

import java.util.ArrayList;
import java.util.List;
import vektra.spi.Locks.Name;

/** Finds locks held by others that conflict with those wanted. */
record Blockers(Etcd etcd, Keys keys) {
    /** Revokes the leases of holders that were processes of this machine and have ended; returns whether there were any. */
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

    /** Whether no lock conflicts with these, after the locks of ended processes are removed. */
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

    /** The conflicting locks; the ranges are that of the installation's lock and then one for each name. */
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
