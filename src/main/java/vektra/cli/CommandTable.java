package vektra.cli;

import org.jspecify.annotations.Nullable;
import vektra.cli.command.Command;

/**
 * Every command, declared once: its topic in help, its name, its summary, what is special about it, and how it is built.
 * Rows are asked one after the other, since a table of lambdas would link each of them at every start.
 */
class CommandTable {
    /** The command of the row that is wanted; null when no row is. */
    @Nullable
    Command command(Row row) {
        Command command = ServiceTable.command(row);
        if (command == null) {
            command = MonitorTable.command(row);
        }
        return command == null ? AppTable.command(row) : command;
    }
}
