/** Folders with all that is in them: walked without ever leaving them, written to one file with checksums, exchanged. */
@NullMarked
package vektra.archive;

import org.jspecify.annotations.NullMarked;
