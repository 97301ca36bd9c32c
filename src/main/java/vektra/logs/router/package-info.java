/** The process that takes lines from all inputs, spools them and has them shipped; and what asks it. */
@NullMarked
package vektra.logs.router;

import org.jspecify.annotations.NullMarked;
