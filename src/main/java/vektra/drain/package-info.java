/** The drains on offer: which options each has, how its lines look and which connection carries them. */
@NullMarked
package vektra.drain;

import org.jspecify.annotations.NullMarked;
