/** The log of monitors on disk: appended by any number of processes, cut into files, compressed, dropped at last. */
@NullMarked
package vektra.monitors.log;

import org.jspecify.annotations.NullMarked;
