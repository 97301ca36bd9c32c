/** Files and folders of several processes: each change is made at once, and survives a power cut. */
@NullMarked
package vektra.file;

import org.jspecify.annotations.NullMarked;
