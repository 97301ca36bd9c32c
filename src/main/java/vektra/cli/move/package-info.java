/** Commands that move a whole home. */
@NullMarked
package vektra.cli.move;

import org.jspecify.annotations.NullMarked;
