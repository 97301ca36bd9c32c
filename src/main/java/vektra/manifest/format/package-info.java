/** Reads each format of manifest into what it asks for. */
@NullMarked
package vektra.manifest.format;

import org.jspecify.annotations.NullMarked;
