/** Encrypts secrets in the files of a home, by keys that are encrypted by a key kept outside of it. */
@NullMarked
package vektra.store.seal;

import org.jspecify.annotations.NullMarked;
