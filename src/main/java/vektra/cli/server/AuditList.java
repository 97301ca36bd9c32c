package vektra.cli.server;

import java.util.List;
import vektra.addons.home.AuditTrail;
import vektra.cli.command.Invocation;
import vektra.cli.command.LineCount;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.model.Audited;
import vektra.model.name.AppName;
import vektra.model.text.Shown;

/** Lists who changed what, newest first. */
public final class AuditList extends VektraCommand<List<Audited>> {
    private final Param<AppName> app =
            option(List.of("-a", "--app"), "APP", "what concerns this app only, which may be gone", AppName::new);
    private final Param<String> since =
            option("--since", "TIME", "nothing older, such as 90m, 7d, 2026-01-31 or 2026-01-31T12:00:00Z");
    private final Param<String> before =
            option("--before", "CHANGE", "older than the change of that id, which --json prints");
    private final Param<Integer> lines = option(
            List.of("-n", "--lines"),
            "N",
            "how many (default: " + AuditTrail.USUAL + ", at most " + AuditTrail.MOST + ")",
            LineCount::of);

    @Override
    public List<Audited> run(Invocation with) {
        Integer most = lines.orNull();
        return with.verbs()
                .home()
                .auditTrail()
                .list(app.orNull(), since.orNull(), before.orNull(), most == null ? AuditTrail.USUAL : most);
    }

    @Override
    public void print(List<Audited> changes, Output out) {
        if (changes.isEmpty()) {
            out.say("No changes.");
            return;
        }
        out.table(
                List.of("time", "who", "command", "what"),
                changes.stream()
                        .map(change ->
                                List.of(Shown.time(change.time()), change.user(), change.command(), change.words()))
                        .toList());
    }

    @Override
    public Object json(List<Audited> changes) {
        return changes.stream().map(Audited::fields).toList();
    }
}
