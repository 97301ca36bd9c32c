package vektra.cli.services;

import vektra.addons.services.UpgradeServer;
import vektra.cli.command.Changing;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.model.text.VektraException;

/** Moves a managed server to another major version, goes back to what it was before, or deletes that. */
public final class AddonsUpgradeServer extends VektraCommand<UpgradeServer.Upgraded> implements Changing {
    private final Param<String> what = argument("SERVICE", "a service, or an add-on with a server of its own", t -> t);
    private final Param<String> to = option("--to", "VERSION", "such as 17; else the newest that can run here");
    private final Param<String> from = option("--from", "SOURCE", "take the software from this source only");
    private final Flag undo = flag("--undo", "go back to the version and the data before the last upgrade");
    private final Flag dropOld = flag("--drop-old", "delete the data that are kept since the last upgrade");
    private final Param<String> confirm = option("--confirm", "NAME", "the name of the service or add-on again");

    @Override
    public UpgradeServer.Upgraded run(Invocation with) {
        UpgradeServer verb = with.verbs().services().upgrade();
        boolean version = to.orNull() != null || from.orNull() != null;
        if ((undo.isSet() && dropOld.isSet()) || ((undo.isSet() || dropOld.isSet()) && version)) {
            throw VektraException.invalid(
                    "--undo, --drop-old and a version cannot be combined",
                    "choose one of them: an upgrade is --to VERSION");
        }
        if (dropOld.isSet()) {
            return verb.forget(what.get(), with.confirmation(confirm));
        }
        return undo.isSet()
                ? verb.undo(what.get(), with.confirmation(confirm))
                : verb.upgrade(what.get(), to.orNull(), from.orNull(), with.confirmation(confirm));
    }

    @Override
    public void print(UpgradeServer.Upgraded result, Output out) {
        UpgradedText.print(result, dropOld.isSet(), undo.isSet(), out);
    }

    @Override
    public Object json(UpgradeServer.Upgraded result) {
        return UpgradedText.json(result);
    }
}
