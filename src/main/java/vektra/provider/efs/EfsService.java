package vektra.provider.efs;

import java.util.List;
import java.util.Set;
import vektra.model.name.AttachmentName;
import vektra.model.name.ServiceName;
import vektra.model.service.Action;
import vektra.model.service.ConfigVar;
import vektra.model.service.Plan;
import vektra.model.service.ServerOptions;
import vektra.model.service.Service;
import vektra.model.service.ServiceOption;
import vektra.model.service.ServiceOption.Change;
import vektra.model.service.ServiceOption.Type;

/** What the service is called, offers and sets. */
final class EfsService {
    static final String PATH = "EFS_PATH";

    /** The form of the folder that {@code --url} names. */
    static final String FORM = "file:///srv/shared";

    private static final Set<String> OF_PROGRAMS =
            Set.of(ServerOptions.FROM, ServerOptions.IMAGE, ServerOptions.LISTEN, ServerOptions.PORT);
    private static final int GREATEST_ID = 999_999_999;

    static final Service DESCRIPTION = new Service(
            new ServiceName("efs"),
            "EFS",
            "shared folders; a folder per app",
            new AttachmentName("EFS"),
            List.of(new Plan(Plan.SHARED, "a folder of its own, beside those of others", false, List.of(), true)),
            options(),
            List.of(new ConfigVar(PATH, "PATH", "absolute path of the folder")),
            List.of(
                    Action.change("backup", "write all data to a file, and verify it by loading it"),
                    Action.look("backups", "list backups"),
                    Action.restore("data"),
                    Action.look("stats", "files, size and free space")));

    private EfsService() {}

    private static List<ServiceOption> options() {
        List<ServiceOption> own = List.of(
                new ServiceOption(
                        Access.PERMISSIONS,
                        Type.TEXT,
                        "0700",
                        "permissions of each add-on's folder, in octal",
                        Change.LIVE,
                        List.of()),
                owner(Access.UID, "number of the user that each folder belongs to; another one needs root"),
                owner(Access.GID, "number of the group that each folder belongs to; another one needs root"),
                new ServiceOption(
                        Examination.MAX_SIZE,
                        Type.SIZE,
                        null,
                        "size of an add-on's folder that the doctor reports; nothing enforces it",
                        Change.LIVE,
                        List.of()));
        return ServerOptions.with(FORM, List.of(), own).stream()
                .filter(option -> !OF_PROGRAMS.contains(option.name()))
                .toList();
    }

    private static ServiceOption owner(String name, String description) {
        return new ServiceOption(name, Type.INTEGER, null, description, Change.LIVE, List.of()).between(0, GREATEST_ID);
    }
}
