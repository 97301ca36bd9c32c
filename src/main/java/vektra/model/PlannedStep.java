package vektra.model;

import java.util.Locale;

/**
 * One thing that a command would do.
 *
 * @param target what it is done to: a server, an add-on, an attachment, an app, a service or a drain
 * @param detail what else is known before it is done; empty when nothing is. Never a secret
 */
public record PlannedStep(Action action, String target, String detail) {
    /** What is done; docs/dry-run.md lists the words. */
    public enum Action {
        CONFIRM("ask for the confirmation '%s'"),
        TIDY_FILE("clean up %s"),
        WRITE_FILE("write %s"),
        SCALE_MONITOR("run %2$s of %1$s"),
        IMPORT_HOME("fill %s with what the file holds"),
        MOVE_HOME("move the home to %s"),
        DELETE_HOME("delete %s"),
        ENCRYPT_HOME("encrypt the secrets of %s"),
        DECRYPT_HOME("decrypt the secrets of %s"),
        ROTATE_KEY("create a new data key for %s"),
        WRAP_KEYS("encrypt the data keys of %1$s by the key in %2$s"),
        SETTLE("settle what a crash left of %s"),
        MAKE_SERVER("create the server %s"),
        PLACE_SERVER("correct the folder or port of the server %s"),
        ENCRYPT_SERVER("create a TLS certificate for the server %s"),
        START_SERVER("start the server %s"),
        STOP_SERVER("stop the server %s"),
        MOVE_DATA("move the data of the server %s"),
        DELETE_SERVER("delete the server %s and its data"),
        CONFIGURE_SERVER("apply to the server %s the options that need no restart"),
        MAKE_SPARES("create spares on the server %s"),
        MAKE_BASE_BACKUP("make a base backup of the server %s"),
        MAKE_ADDON("create %s"),
        MAKE_CREDENTIALS("create credentials for %s"),
        REVOKE_CREDENTIALS("revoke the credentials of %s"),
        DELETE_ADDON("delete %s and its data"),
        KEEP_BACKUPS("keep the backups of %s"),
        DELETE_BACKUP("delete the backup %2$s of %1$s"),
        DELETE_BACKUPS("delete the backups of %s"),
        SCHEDULE_BACKUPS("schedule backups of %s"),
        UNSCHEDULE_BACKUPS("end the schedule of backups of %s"),
        COPY_BACKUP("copy the new backup to %s"),
        SHUT_ADDON("lock the users of %s out"),
        ADMIT_ADDON("let the users of %s in again"),
        COPY_ADDON("copy the data of %s"),
        DUMP_ADDON("back up %s"),
        LOAD_ADDON("load a backup into %s"),
        IMPORT_ADDON("import a file into %s"),
        EXCHANGE_ADDON("replace the data of %s"),
        ACT_ON_ADDON("run the action %2$s on %1$s"),
        SHARE_ADDON("record which apps have %s attached"),
        RESERVE_NAME("reserve the name %s"),
        FREE_NAME("free the name %s"),
        KEEP_ADDON("keep %s without an owner"),
        MAKE_APP("create the app %s"),
        RENAME_APP("rename the app %1$s to %2$s"),
        DELETE_APP("delete the app %s"),
        SAVE_APP("save the app %s"),
        SET_CONFIG("set %2$s of %1$s"),
        UNSET_CONFIG("unset %2$s of %1$s"),
        RECORD_RELEASE("record a release of %1$s, %2$s"),
        ENABLE_SERVICE("enable %s"),
        DISABLE_SERVICE("disable %s"),
        SET_OPTIONS("set %2$s of %1$s"),
        SAVE_SERVICE("save the service %s"),
        FORGET_SERVICE("forget the service %s"),
        ADD_DRAIN("add the drain %s"),
        CHANGE_DRAIN("change the drain %s"),
        REMOVE_DRAIN("remove the drain %s"),
        ADD_ALERT("add the alert %s"),
        REMOVE_ALERT("remove the alert %s"),
        START_MAINTENANCE("begin the maintenance of %s"),
        STOP_MAINTENANCE("end the maintenance of %s"),
        SET_LOG_INPUT("set where %s listens"),
        SET_TOKENS("set the tokens of %s"),
        SET_TAGS("set the tags of %s"),
        DELETE_SPACE("delete the space %s"),
        USE_APP("use the app %2$s in the folder %1$s"),
        RUN_PROCESS("run %s"),
        STOP_PROCESS("stop %s");

        private final String form;

        Action(String form) {
            this.form = form;
        }

        /** Such as {@code start-server}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether data is lost by it that nothing else holds, or a person would be asked first. */
        public boolean destroys() {
            return switch (this) {
                case CONFIRM,
                        DELETE_HOME,
                        DELETE_SERVER,
                        DELETE_ADDON,
                        DELETE_BACKUP,
                        DELETE_BACKUPS,
                        EXCHANGE_ADDON,
                        IMPORT_ADDON,
                        DELETE_APP -> true;
                default -> false;
            };
        }

        private boolean tellsDetail() {
            return form.contains("%2$s");
        }
    }

    /** What would be done, in words that can follow {@code would}. */
    public String sentence() {
        String sentence = String.format(Locale.ROOT, action.form, target, detail);
        return detail.isEmpty() || action.tellsDetail() ? sentence : sentence + " (" + detail + ")";
    }
}
