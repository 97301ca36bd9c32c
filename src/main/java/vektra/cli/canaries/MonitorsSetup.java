package vektra.cli.canaries;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vektra.cli.command.Changing;
import vektra.cli.command.ExitCode;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.addon.Lifetime;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.monitors.canary.Canaries;
import vektra.monitors.canary.Preparation;
import vektra.monitors.canary.ServiceFolder;
import vektra.monitors.definition.MonitorName;
import vektra.monitors.definition.MonitorProcfile;

/** Prepares all that the monitors of this folder need. */
public final class MonitorsSetup extends VektraCommand<MonitorsSetup.Result> implements Changing {
    private static final String PROCFILE = "Procfile";

    private final Param<Integer> count =
            option(List.of("--canaries"), "N", "how many canaries of each service (default: 1)", CanaryParts::count);
    private final Param<Lifetime> ttl = option(
            List.of("--ttl"), "TIME", "how long new canaries live: 90s, 10m, 2h or 7d (default: 1d)", Lifetime::parse);

    record Failed(String service, String problem) {}

    record Result(int monitors, boolean wrote, List<Canaries.Ensured> services, List<Failed> failed) {}

    @Override
    public Result run(Invocation with) {
        Preparation found = Preparation.of(with.folder(), with.environment());
        Canaries canaries = CanaryParts.of(with);
        int wanted = Objects.requireNonNullElse(count.orNull(), 1);
        found.services().forEach(canaries::check);
        boolean wrote = procfile(with, found);
        List<Canaries.Ensured> ensured = new ArrayList<>();
        List<Failed> failed = new ArrayList<>();
        for (ServiceFolder service : found.services()) {
            try {
                ensured.add(
                        canaries.ensure(service, wanted, Objects.requireNonNullElse(ttl.orNull(), CanaryParts.TTL)));
            } catch (VektraException e) {
                failed.add(new Failed(service.name(), String.valueOf(e.getMessage())));
            }
        }
        return new Result(found.monitors().all().size(), wrote, ensured, failed);
    }

    private static boolean procfile(Invocation with, Preparation found) {
        Path file = with.folder().resolve(PROCFILE);
        MonitorProcfile procfile = MonitorProcfile.of(file, found.monitors(), MonitorName.FOLDER);
        if (procfile.stale()) {
            with.write(PROCFILE, procfile::write);
        }
        return procfile.stale();
    }

    @Override
    public int code(Result result) {
        return ExitCode.ofSeveral(result.failed().isEmpty());
    }

    @Override
    public void print(Result result, Output out) {
        String monitors = Shown.counted(result.monitors(), "monitor");
        out.line(result.wrote() ? "Wrote " + PROCFILE + " with " + monitors : "Found " + monitors);
        for (Canaries.Ensured one : result.services()) {
            if (one.kept() > 0) {
                out.line("Kept " + one.kept() + " of " + one.service());
            }
            one.made().forEach(canary -> out.line(CanaryParts.made(canary)));
        }
        result.failed().forEach(one -> out.line("Failed: " + one.service() + ": " + one.problem()));
        out.next("Next: vektra monitors:start");
    }

    @Override
    public Object json(Result result) {
        return Json.map(
                "monitors", result.monitors(),
                "wrote_procfile", result.wrote(),
                "services", result.services().stream().map(MonitorsSetup::json).toList(),
                "failed",
                        result.failed().stream()
                                .map(one -> Json.map("service", one.service(), "problem", one.problem()))
                                .toList());
    }

    private static @Nullable Object json(Canaries.Ensured one) {
        return Json.map("service", one.service(), "created", CanaryParts.json(one.made()), "kept", one.kept());
    }
}
