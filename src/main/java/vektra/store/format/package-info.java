/** What each file holds, from bytes to records and back. */
@NullMarked
package vektra.store.format;

import org.jspecify.annotations.NullMarked;
