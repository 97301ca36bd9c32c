/** The command line: from argv to an exit code; the command tree, and help, completion and man pages made of it. */
@NullMarked
package vektra.cli;

import org.jspecify.annotations.NullMarked;
