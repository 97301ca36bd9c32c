/** Where concrete classes meet: the entry point, which wires the rooms by hand. */
@NullMarked
package vektra;

import org.jspecify.annotations.NullMarked;
