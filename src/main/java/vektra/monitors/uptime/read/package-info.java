/** Reads logs of monitors: finds the runs in their lines, and gives them on in the order of the log. */
@NullMarked
package vektra.monitors.uptime.read;

import org.jspecify.annotations.NullMarked;
