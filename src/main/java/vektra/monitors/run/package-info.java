/** Running monitors: when, how often side by side, in which processes, and how each attempt ends. */
@NullMarked
package vektra.monitors.run;

import org.jspecify.annotations.NullMarked;
