/** The command line: parses, calls one verb, prints one result. */
@NullMarked
package vektra.cli;

import org.jspecify.annotations.NullMarked;
