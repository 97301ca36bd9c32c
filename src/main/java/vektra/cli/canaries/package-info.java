/** Commands about canaries, and about the monitors' setup and teardown of them. */
@NullMarked
package vektra.cli.canaries;

import org.jspecify.annotations.NullMarked;
