package vektra.provider.postgres;

import java.util.List;
import java.util.Map;
import vektra.model.addon.ActionResult;
import vektra.model.service.Action;
import vektra.model.service.ServiceOption;
import vektra.model.service.ServiceOption.Change;
import vektra.model.service.ServiceOption.Type;
import vektra.model.text.Shown;
import vektra.provider.postgres.admin.Admin;
import vektra.provider.postgres.admin.Gate;
import vektra.provider.postgres.session.Names;
import vektra.provider.postgres.transfer.Extensions;

/** What can be done with a database beyond giving and taking it. */
final class PostgresActions {
    private static final String EXTENSIONS = "extensions";
    private static final String STATS = "stats";
    private static final String KILL_SESSIONS = "kill-sessions";
    private static final String ADD = "add";
    private static final String REMOVE = "remove";

    static final List<Action> ALL = List.of(
            Action.change("backup", "write all data to a file, and verify it by loading it"),
            Action.look("backups", "list backups"),
            Action.restore("data"),
            Action.loss("reset", "delete all data; credentials and backups stay"),
            Action.change("rotate", "new credentials for every app that has it attached"),
            Action.change(
                    EXTENSIONS,
                    "available and installed extensions",
                    param(ADD, Type.TEXT, "an extension to install"),
                    param(REMOVE, Type.TEXT, "an extension to remove")),
            Action.look(Psql.PROGRAM, "how to open psql"),
            Action.look(STATS, "size, connections, cache hits, biggest tables, longest query"),
            Action.change(KILL_SESSIONS, "terminate all open sessions of its apps"));

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
                yield ActionResult.done(Shown.counted(ended, "session") + " ended");
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
                ? removed == null ? "" : "removed " + removed
                : "installed " + added + (removed == null ? "" : ", removed " + removed);
        return extensions.list(done);
    }

    private static ServiceOption param(String name, Type type, String description) {
        return new ServiceOption(name, type, null, description, Change.LIVE, List.of());
    }
}
