/** Commands on log lines and on the drains that ship them. */
@NullMarked
package vektra.cli.logs;

import org.jspecify.annotations.NullMarked;
