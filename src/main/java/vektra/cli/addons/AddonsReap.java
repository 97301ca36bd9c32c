package vektra.cli.addons;

import vektra.addons.destroy.Reap;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.name.AttachmentName;

/** Ends the add-ons and credentials that have expired. */
public final class AddonsReap extends VektraCommand<Reap.Reaped> implements Changing {
    private final Param<String> confirm =
            option("--confirm", "DATE", "the date of today, when the clock is far ahead of the last use");

    @Override
    public Reap.Reaped run(Invocation with) {
        return with.verbs().home().reap().all(with.confirmation(confirm));
    }

    @Override
    public void print(Reap.Reaped result, Output out) {
        if (result.ended().isEmpty() && result.waiting().isEmpty()) {
            out.line("Nothing to do: nothing has expired");
        }
        for (Reap.Ended ended : result.ended()) {
            String of = ended.app() == null ? "" : " of " + ended.app();
            out.line(
                    ended.wholeAddon()
                            ? "Destroyed " + ended.addon() + of
                                    + (ended.wholeApp() ? " with the app and its data" : " and its data")
                            : "Revoked old credentials of " + ended.addon() + of);
        }
        result.waiting().forEach(waiting -> out.line("Postponed " + waiting.addon() + ": " + waiting.problem()));
    }

    @Override
    public Object json(Reap.Reaped result) {
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
                "waiting",
                result.waiting().stream()
                        .map(waiting -> Json.map("addon", waiting.addon().value(), "problem", waiting.problem()))
                        .toList());
    }
}
