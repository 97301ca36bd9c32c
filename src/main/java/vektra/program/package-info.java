/** Running other programs: finding them, feeding and hearing them, time limits, and doing work again. */
@NullMarked
package vektra.program;

import org.jspecify.annotations.NullMarked;
