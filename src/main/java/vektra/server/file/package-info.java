/** Files and folders that only their owner may read, and archives unpacked into them. */
@NullMarked
package vektra.server.file;

import org.jspecify.annotations.NullMarked;
