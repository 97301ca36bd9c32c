package vektra.cli.schedules;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.addons.schedule.Schedules;
import vektra.addons.schedule.Schedules.Planned;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Changing;
import vektra.cli.command.Chosen;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.terminal.Output;
import vektra.model.schedule.Copies;
import vektra.model.schedule.Destination.Bucket;
import vektra.model.schedule.Keep;
import vektra.model.schedule.Schedule;
import vektra.model.schedule.Timing;
import vektra.model.text.VektraException;

/** Sets when backups are made by themselves. */
public final class BackupsSchedule extends AppCommand<List<Planned>> implements Changing {
    private final Param<String> what =
            optionalArgument("ADDON", "an add-on, or with -a a service or an attachment", t -> t);
    private final Flag all = flag("--all", "every add-on that can be backed up; with -a those of that app");
    private final Param<Timing> at = option(
            List.of("--at"),
            "TIME",
            "such as 02:00, \"02:00 Europe/Berlin\" or \"30 2 * * 1-5\" (default zone: this machine's)",
            text -> Timing.parse(text, ZoneId.systemDefault()));
    private final Param<Keep> keep = option(
            List.of("--keep"),
            "LIST",
            "how many days, weeks, months and years have a backup (default: " + Keep.USUAL + "), or all",
            Keep::parse);
    private final Param<String> to =
            option("--to", "DESTINATION", "where copies go: a folder, a command, or " + Bucket.FORM);

    private final Param<String> recipient = option(
            "--recipient",
            "KEY",
            "encrypt the copies for " + Recipients.FORM
                    + ", a public key of age-keygen, or for home, the key of this home");

    private final Param<Boolean> drill = option(
            List.of("--drill"), "WHEN", "monthly (default): a backup is restored to try it; or off", Schedule::drills);

    @Override
    public List<Planned> run(Invocation with) {
        Timing time = at.orNull();
        if (time == null) {
            throw VektraException.invalid("no time given", "use --at, such as --at 02:00");
        }
        Keep kept = keep.orNull();
        Schedules.Request request = new Schedules.Request(
                time, kept == null ? Keep.USUAL : kept, copies(with), !Boolean.FALSE.equals(drill.orNull()));
        Schedules schedules = with.verbs().data().schedules();
        return Chosen.all(what, all)
                ? schedules.putAll(givenApp().orNull(), request)
                : List.of(schedules.put(what.get(), with.appIfAny(givenApp()), request));
    }

    private @Nullable Copies copies(Invocation with) {
        String place = to.orNull();
        String key = recipient.orNull();
        if (place == null) {
            if (key != null) {
                throw VektraException.invalid(
                        "backups in the home are not encrypted, only copies are", "add --to, where copies go");
            }
            return null;
        }
        return new Copies(DestinationText.read(place, with), key == null ? List.of() : Recipients.read(key, with));
    }

    @Override
    public void print(List<Planned> result, Output out) {
        if (result.isEmpty()) {
            out.say("No add-ons that can be backed up.");
        }
        for (Planned planned : result) {
            String which = "backups of " + planned.addon().name();
            out.line((planned.changed() ? "Scheduled " + which : "Nothing to do: " + which + " are scheduled already")
                    + ": " + planned.schedule());
        }
        if (result.stream().anyMatch(Planned::changed)) {
            out.next("They are made while vektra server runs, or by a timer: vektra addons:units --backups");
        }
    }

    @Override
    public Object json(List<Planned> result) {
        return result.stream().map(ScheduleViews::json).toList();
    }
}
