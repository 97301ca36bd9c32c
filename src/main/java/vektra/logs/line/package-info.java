/** What a line is between where it is written and where it goes: cut, dated by its origin, collected in batches. */
@NullMarked
package vektra.logs.line;

import org.jspecify.annotations.NullMarked;
