/** Ends add-ons, destroyed or expired: what goes with them, and what deletes it. */
@NullMarked
package vektra.addons.destroy;

import org.jspecify.annotations.NullMarked;
