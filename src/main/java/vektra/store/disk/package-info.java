/** Files and folders of a home: read and replaced whole, locked between processes, kept tidy; what they mean is not known here. */
@NullMarked
package vektra.store.disk;

import org.jspecify.annotations.NullMarked;
