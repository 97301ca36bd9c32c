/** The doors of a dry-run: they read what is there, change nothing, and write down what would be done. */
@NullMarked
package vektra.dryrun;

import org.jspecify.annotations.NullMarked;
