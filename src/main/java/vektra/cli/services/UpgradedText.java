package vektra.cli.services;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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
            out.line("Deleted what was kept of " + what + " since its upgrade");
            return;
        }
        if (result.already()) {
            out.line("Nothing to do: " + what + " runs version " + result.before());
        } else {
            out.line((undone ? "Took " + what + " back" : "Upgraded " + what) + " from version " + result.before()
                    + " to " + result.server().version());
            out.line("Apps were kept out for " + seconds(result.took()) + " s"
                    + (result.estimated() == null
                            ? ""
                            : "; estimated: " + result.estimated().toSeconds() + " s"));
        }
        if (former != null) {
            out.line("The data of version " + former.version() + " are kept until " + Shown.time(former.until()));
            out.next("To go back to them: vektra addons:upgrade-server " + what + " --undo");
            out.next("To delete them now: vektra addons:upgrade-server " + what + " --drop-old");
        }
        if (undone) {
            out.next("Add-ons or passwords that are newer than the data: vektra addons:doctor --fix");
        }
    }

    private static String seconds(@Nullable Duration took) {
        return took == null ? "0" : String.format(Locale.ROOT, "%.1f", took.toMillis() / 1000.0);
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
                result.took() == null ? null : Double.valueOf(seconds(result.took())),
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
