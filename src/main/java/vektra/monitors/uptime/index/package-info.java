/** Keeps the runs of large logs beside them, so that they need not be found in the lines again. */
@NullMarked
package vektra.monitors.uptime.index;

import org.jspecify.annotations.NullMarked;
