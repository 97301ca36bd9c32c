package vektra.provider.mariadb;

import java.util.List;
import vektra.model.addon.ActionResult;
import vektra.model.service.Action;
import vektra.model.text.Shown;
import vektra.provider.mariadb.session.Names;

/** What can be done with a database beyond giving and taking it. */
final class MariadbActions {
    private static final String STATS = "stats";
    private static final String KILL_SESSIONS = "kill-sessions";

    private final Admin admin;
    private final Names names;

    MariadbActions(Admin admin, Names names) {
        this.admin = admin;
        this.names = names;
    }

    static List<Action> of(Flavor flavor) {
        return List.of(
                Action.change("backup", "write all data to a file, and verify it by loading it"),
                Action.look("backups", "list backups"),
                Action.restore("data"),
                Action.loss("reset", "delete all data; credentials and backups stay"),
                Action.change("rotate", "new credentials for every app that has it attached"),
                Action.look(flavor.word(), "how to open the client"),
                Action.look(STATS, "size, connections, biggest tables, longest query"),
                Action.change(KILL_SESSIONS, "terminate all open sessions of its apps"));
    }

    ActionResult act(String action) {
        return switch (action) {
            case STATS -> Statistics.of(admin, names);
            case KILL_SESSIONS -> {
                int ended = new AddonDatabase(admin, names).killSessions();
                yield ActionResult.done(Shown.counted(ended, "session") + " ended");
            }
            default -> throw new IllegalArgumentException(action);
        };
    }
}
