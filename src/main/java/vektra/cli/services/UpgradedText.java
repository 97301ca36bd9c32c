package vektra.cli.services;

import java.time.Duration;
import vektra.addons.services.UpgradeServer.Upgraded;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.json.Json;
import vektra.model.name.AddonName;
import vektra.model.service.Server;
import vektra.model.text.Shown;

/** How the upgrade of a server is shown. */
final class UpgradedText {
    private UpgradedText() {}

    static void print(Upgraded result, boolean dropped, boolean undone, Output out) {
        String what = result.called();
        Server.Former former = result.server().former();
        if (dropped) {
            out.line("Deleted the data of " + what + " that was kept since its upgrade");
            return;
        }
        if (result.already()) {
            out.line("Nothing to do: " + what + " runs version " + result.before());
        } else {
            out.line((undone ? "Took " + what + " back" : "Upgraded " + what) + " from version " + result.before()
                    + " to " + result.server().version());
            out.line("Apps were kept out for "
                    + Shown.seconds(result.took() == null ? Duration.ZERO : result.took())
                    + (result.estimated() == null
                            ? ""
                            : "; estimated: " + result.estimated().toSeconds() + " s"));
        }
        if (former != null) {
            out.line("The data of version " + former.version() + " is kept until " + Shown.time(former.until()));
            out.next("To go back to it: vektra addons:upgrade-server " + what + " --undo");
            out.next("To delete it now: vektra addons:upgrade-server " + what + " --drop-old");
        }
        if (undone) {
            out.next("To repair add-ons and passwords that are newer than the data: vektra addons:doctor --fix");
        }
    }

    static Object json(Upgraded result) {
        Server.Former former = result.server().former();
        return Json.map(
                "changed",
                !result.already(),
                "version_before",
                result.before(),
                "addons",
                result.addons().stream().map(AddonName::value).toList(),
                "estimated_seconds",
                result.estimated() == null ? null : result.estimated().toSeconds(),
                "seconds",
                result.took() == null ? null : result.took().toMillis() / 1000.0,
                "former",
                former == null
                        ? null
                        : Json.map(
                                "version",
                                former.version(),
                                "since",
                                former.since().toString(),
                                "until",
                                former.until().toString()),
                "server",
                Views.server(result.server()));
    }
}
