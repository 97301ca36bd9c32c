/** Measures Vektra against its peers in the same run; started by {@code scripts/bench}, and not shipped. */
@NullMarked
package vektra.bench;

import org.jspecify.annotations.NullMarked;
