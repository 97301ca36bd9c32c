/** Running other programs: finding them, feeding and hearing them, time limits; work done again, answers not understood. */
@NullMarked
package vektra.program;

import org.jspecify.annotations.NullMarked;
