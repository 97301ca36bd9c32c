/** Reads files of YAML and JSON into trees that know where in the file each part stands. */
@NullMarked
package vektra.manifest.text;

import org.jspecify.annotations.NullMarked;
