package vektra.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.model.service.Service;

/** A walk through the table of commands: past every row, which are written down, or up to the one that is wanted. */
final class Row {
    private final Commands commands;
    private final @Nullable String wanted;
    private final Commands.@Nullable Named named;

    private Row(Commands commands, @Nullable String wanted, Commands.@Nullable Named named) {
        this.commands = commands;
        this.wanted = wanted;
        this.named = named;
    }

    static Row each(Commands commands) {
        return new Row(commands, null, null);
    }

    static Row wanted(Commands commands, String name, Commands.Named named) {
        return new Row(commands, name, named);
    }

    /** Whether the walk ends at this row, whose command is then to be built. */
    boolean is(Topic topic, String name, String summary, Trait... traits) {
        if (wanted == null) {
            commands.add(new Commands.Entry(topic, name, summary, List.of(traits)));
        }
        return name.equals(wanted);
    }

    /** The service that the arguments of the call name; null when they name none. */
    @Nullable
    Service service() {
        return named == null ? null : named.service();
    }

    Commands commands() {
        return commands;
    }

    /** The service that ships log lines, when the arguments name one. */
    @Nullable
    Service drain() {
        Service service = service();
        return service != null && service.shipsLogs() ? service : null;
    }
}
