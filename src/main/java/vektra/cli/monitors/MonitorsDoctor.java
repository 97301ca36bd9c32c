package vektra.cli.monitors;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.doctor.Finding;
import vektra.cli.canaries.CanaryParts;
import vektra.cli.command.ExitCode;
import vektra.cli.command.Invocation;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.json.Json;
import vektra.model.text.Kind;
import vektra.monitors.definition.MonitorFolder;
import vektra.monitors.doctor.MonitorDoctor;

/** Reports what keeps monitors from doing their work. */
public final class MonitorsDoctor extends VektraCommand<List<Finding>> {
    @Override
    public List<Finding> run(Invocation with) {
        return new MonitorDoctor(
                        with.monitors(),
                        MonitorFolder.in(with.folder()),
                        () -> CanaryParts.of(with).list(),
                        MonitorDoctor::space)
                .findings();
    }

    @Override
    public int code(List<Finding> all) {
        return all.isEmpty() ? ExitCode.DONE : ExitCode.of(Kind.CONFLICT);
    }

    @Override
    public void print(List<Finding> all, Output out) {
        for (Finding finding : all) {
            out.line("Found: " + finding.message());
            if (finding.hint() != null) {
                out.line("  -> " + finding.hint());
            }
        }
        if (all.isEmpty()) {
            out.line("Nothing found");
        }
    }

    @Override
    public Object json(List<Finding> all) {
        return all.stream().map(MonitorsDoctor::json).toList();
    }

    private static Map<String, @Nullable Object> json(Finding finding) {
        return Json.map(
                "kind",
                Views.word(finding.what()),
                "message",
                finding.message().toString(),
                "hint",
                finding.hint() == null ? null : finding.hint().toString());
    }
}
