package vektra.provider.postgres;

import java.util.List;
import java.util.Map;
import vektra.model.Action;
import vektra.model.ActionResult;
import vektra.model.ServiceOption;
import vektra.model.ServiceOption.Change;
import vektra.model.ServiceOption.Type;

/** What can be done with a database beyond giving and taking it. */
final class PostgresActions {
    private static final String EXTENSIONS = "extensions";
    private static final String STATS = "stats";
    private static final String KILL_SESSIONS = "kill-sessions";
    private static final String ADD = "add";
    private static final String REMOVE = "remove";

    static final List<Action> ALL = List.of(
            Action.change("backup", "write all data to a file, and load it once to be sure"),
            Action.look("backups", "the backups there are"),
            Action.loss(
                    "restore",
                    "put the data of a backup in the place of those of now",
                    param("backup", Type.INTEGER, "the number of the backup; the newest good one unless said")),
            Action.change("rotate", "new credentials for everybody who has it attached"),
            Action.change(
                    EXTENSIONS,
                    "the extensions on offer and in use",
                    param(ADD, Type.TEXT, "an extension to put into the database"),
                    param(REMOVE, Type.TEXT, "an extension to take out of it")),
            Action.look("psql", "how to open psql on it"),
            Action.look(STATS, "size, connections, cache hits, biggest tables, longest query"),
            Action.change(KILL_SESSIONS, "end all open sessions of its apps"));

    private final Admin admin;
    private final Names names;

    PostgresActions(Admin admin, Names names) {
        this.admin = admin;
        this.names = names;
    }

    ActionResult act(String action, Map<String, String> params) {
        return switch (action) {
            case EXTENSIONS -> extensions(params);
            case STATS -> Statistics.of(admin, names);
            case KILL_SESSIONS -> {
                int ended = new Gate(admin, names).endSessions();
                yield ActionResult.done(ended == 1 ? "1 session ended" : ended + " sessions ended");
            }
            default -> throw new IllegalArgumentException(action);
        };
    }

    private ActionResult extensions(Map<String, String> params) {
        Extensions extensions = new Extensions(admin, names);
        String added = params.get(ADD);
        String removed = params.get(REMOVE);
        if (added != null) {
            extensions.add(added);
        }
        if (removed != null) {
            extensions.remove(removed);
        }
        String done = added == null
                ? removed == null ? "" : removed + " is out of the database"
                : added + " is in the database" + (removed == null ? "" : ", " + removed + " is out of it");
        return extensions.list(done);
    }

    private static ServiceOption param(String name, Type type, String description) {
        return new ServiceOption(name, type, null, description, Change.LIVE, List.of());
    }
}
