/** Makes a change whole: what it writes is journalled first, and settled after a crash; the audit says who made it. */
@NullMarked
package vektra.store.journal;

import org.jspecify.annotations.NullMarked;
