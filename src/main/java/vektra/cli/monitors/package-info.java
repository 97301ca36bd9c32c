/** Commands about monitors: making them, running them, and how they stand. */
@NullMarked
package vektra.cli.monitors;

import org.jspecify.annotations.NullMarked;
