/** What every command is made of: its parameters, what it is called with, its exit code. */
@NullMarked
package vektra.cli.command;

import org.jspecify.annotations.NullMarked;
