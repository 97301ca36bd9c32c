package vektra.cli.addons;

import vektra.addons.destroy.Reap;
import vektra.cli.canaries.CanaryParts;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.name.AddonName;
import vektra.model.name.AttachmentName;
import vektra.monitors.canary.Canaries;

/** Ends the add-ons and credentials that have expired. */
public final class AddonsReap extends VektraCommand<AddonsReap.Result> implements Changing {
    private final Param<String> confirm =
            option("--confirm", "DATE", "the date of today, when the clock is far ahead of the last use");

    /** @param canaries those without add-ons, which no lease ends, and those that are forgotten since they are gone */
    record Result(Reap.Reaped reaped, Canaries.Ended canaries) {
        private boolean isNothing() {
            return reaped.ended().isEmpty()
                    && reaped.backups().isEmpty()
                    && reaped.waiting().isEmpty()
                    && canaries.destroyed().isEmpty()
                    && canaries.left().isEmpty();
        }
    }

    @Override
    public Result run(Invocation with) {
        Reap.Reaped reaped = with.verbs().home().reap().all(with.confirmation(confirm));
        return new Result(reaped, CanaryParts.of(with).reap());
    }

    @Override
    public void print(Result both, Output out) {
        if (both.isNothing()) {
            out.line("Nothing to do: nothing has expired");
        }
        Reap.Reaped result = both.reaped();
        for (Reap.Ended ended : result.ended()) {
            String of = ended.app() == null ? "" : " of " + ended.app();
            out.line(
                    ended.wholeAddon()
                            ? "Destroyed " + ended.addon() + of
                                    + (ended.wholeApp() ? " with the app and its data" : " and its data")
                            : "Revoked old credentials of " + ended.addon() + of);
        }
        result.backups().forEach(addon -> out.line("Deleted the backups of " + addon + ", which is gone"));
        result.waiting().forEach(waiting -> out.line("Postponed " + waiting.addon() + ": " + waiting.problem()));
        both.canaries().destroyed().forEach(canary -> out.line("The canary " + canary.name() + " is gone"));
        both.canaries()
                .left()
                .forEach(left -> out.line("Postponed " + left.canary().name() + ": " + left.problem()));
    }

    @Override
    public Object json(Result both) {
        Reap.Reaped result = both.reaped();
        return Json.map(
                "reaped",
                result.ended().stream()
                        .map(ended -> Json.map(
                                "addon", ended.addon().value(),
                                "app", ended.app() == null ? null : ended.app().value(),
                                "what", ended.wholeAddon() ? "addon" : "credentials",
                                "attachments",
                                        ended.retired().stream()
                                                .map(AttachmentName::value)
                                                .toList(),
                                "release", ended.release(),
                                "app_destroyed", ended.wholeApp()))
                        .toList(),
                "backups_deleted",
                result.backups().stream().map(AddonName::value).toList(),
                "waiting",
                result.waiting().stream()
                        .map(waiting -> Json.map("addon", waiting.addon().value(), "problem", waiting.problem()))
                        .toList(),
                "canaries",
                CanaryParts.json(both.canaries()));
    }
}
