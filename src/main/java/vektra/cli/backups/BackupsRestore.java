package vektra.cli.backups;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.addons.data.Restore;
import vektra.addons.recovery.PointInTime;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.schedule.Moment;
import vektra.model.text.VektraException;

/** Replaces an add-on's data with a backup, or creates an add-on with the data that another one had at some time. */
public final class BackupsRestore extends AppCommand<BackupsRestore.Done> implements Changing {
    private final Param<String> what =
            optionalArgument("ADDON", "an add-on, with -a also a service or an attachment; or a backup", t -> t);
    private final Param<String> from =
            option("--from", "BACKUP", "a backup, another add-on for its newest, or a file (default: ADDON's newest)");
    private final Param<String> identity = option(IdentityFile.OPTION, "FILE", IdentityFile.TEXT);
    private final Param<String> to = option("--to", "ADDON", "the add-on whose data it replaces (default: ADDON)");
    private final Param<String> confirm =
            option("--confirm", "NAME", "the name of the add-on whose data is replaced, or of its app");
    private final Param<Instant> at = option(
            List.of("--at"),
            "TIME",
            "make a new add-on with the data of then: \"2026-01-31 12:00:00\" (default zone: this machine's), 10m ago: 10m",
            text -> Moment.of(text, Instant.now(), ZoneId.systemDefault()));
    private final Param<AddonName> name =
            option(List.of("--name"), "NAME", "with --at: the new add-on's own name", AddonName::new);
    private final Param<AttachmentName> as =
            option(List.of("--as"), "NAME", "with --at: attach it under this name", AttachmentName::typed);

    /** One of the two is null. */
    public record Done(Restore.@Nullable Restored restored, PointInTime.@Nullable Made made) {}

    @Override
    public Done run(Invocation with) {
        Instant moment = at.orNull();
        boolean replaces = Stream.of(from, identity, to, confirm).anyMatch(option -> option.orNull() != null);
        boolean makes = name.orNull() != null || as.orNull() != null;
        if (moment == null ? makes : replaces || what.orNull() == null) {
            throw VektraException.invalid(
                    "--at makes a new add-on with --name and --as, and replaces none",
                    "one of: backups:restore ADDON --at TIME, backups:restore ADDON --from BACKUP");
        }
        if (moment != null) {
            return new Done(
                    null,
                    with.verbs()
                            .pointInTime()
                            .make(new PointInTime.Request(
                                    what.get(), with.appIfAny(givenApp()), moment, name.orNull(), as.orNull())));
        }
        Restore.Request request = new Restore.Request(
                what.orNull(),
                from.orNull(),
                to.orNull(),
                with.appIfAny(givenApp()),
                with.folderIfHere(),
                IdentityFile.read(identity, with));
        return new Done(with.verbs().data().backups().restoring().restore(request, with.confirmation(confirm)), null);
    }

    @Override
    public List<AppName> changed(Done done) {
        return done.made() == null ? List.of() : List.of(done.made().app().name());
    }

    @Override
    public void print(Done done, Output out) {
        if (done.restored() != null) {
            out.line(done.restored().done());
        }
        if (done.made() != null) {
            out.line(done.made().done());
            out.say(done.made().source().name() + " is as it was; to use the new one instead: "
                    + done.made().promote());
        }
    }

    @Override
    public Object json(Done done) {
        PointInTime.Made made = done.made();
        return made == null
                ? json(Objects.requireNonNull(done.restored()))
                : Json.map(
                        "addon", made.addon().name().value(),
                        "app", made.app().name().value(),
                        "attachment", made.as().value(),
                        "at", made.at().toString(),
                        "backup", null,
                        "file", null);
    }

    private static Object json(Restore.Restored restored) {
        return Json.map(
                "addon",
                restored.addon().name().value(),
                "app",
                null,
                "attachment",
                null,
                "at",
                null,
                "backup",
                restored.backup() == null ? null : BackupText.json(restored.backup()),
                "file",
                restored.file() == null ? null : restored.file().toString());
    }
}
