/** Files that hold everything of a home: an archive, encrypted in chunks that can neither be changed nor exchanged. */
@NullMarked
package vektra.parcel;

import org.jspecify.annotations.NullMarked;
