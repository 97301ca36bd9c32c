/** Commands about everything that runs in a home at once, and about what starts it at boot. */
@NullMarked
package vektra.cli.system;

import org.jspecify.annotations.NullMarked;
