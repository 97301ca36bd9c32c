/** Compares what a manifest asks for with what there is, and makes it so. */
@NullMarked
package vektra.manifest.apply;

import org.jspecify.annotations.NullMarked;
