/** Which engine keeps the state of a home. */
@NullMarked
package vektra.store.choice;

import org.jspecify.annotations.NullMarked;
