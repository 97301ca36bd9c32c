/** What a command prints, and how: a terminal, text, JSON, and lines of shell for the launcher. */
@NullMarked
package vektra.cli.terminal;

import org.jspecify.annotations.NullMarked;
