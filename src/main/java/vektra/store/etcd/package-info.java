/** The store in etcd, for several hosts at once: the same documents as keys, locks with a lease, each change one transaction. */
@NullMarked
package vektra.store.etcd;

import org.jspecify.annotations.NullMarked;
