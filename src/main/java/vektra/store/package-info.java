/** The store: one JSON file per app, add-on and service, a journal that makes each change whole, locks between processes. */
@NullMarked
package vektra.store;

import org.jspecify.annotations.NullMarked;
