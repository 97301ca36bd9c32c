package vektra.cli.move;

import java.nio.file.Path;
import java.util.List;
import vektra.addons.doctor.Doctor;
import vektra.addons.move.MoveHome;
import vektra.cli.command.Changing;
import vektra.cli.command.ExitCode;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.system.Processes;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.text.Shown;

/** Moves the home to another folder of this machine. */
public final class HomeMove extends VektraCommand<HomeMove.Result> implements Changing {
    private final Param<String> to = argument("PATH", "a folder that does not exist yet", t -> t);

    record Result(Path from, Path to, MoveHome.Moved moved) {}

    @Override
    public Result run(Invocation with) {
        Processes processes = new Processes(with);
        processes.refuseLasting();
        Path home = with.logs().home();
        Path folder = with.folder().resolve(to.get()).normalize();
        processes.stopRouter();
        return new Result(home, folder, with.verbs().moveHome().move(folder));
    }

    @Override
    public void print(Result result, Output out) {
        out.line("Moved " + result.from() + " to " + result.to() + ": "
                + Shown.counted(result.moved().servers().size(), "server"));
        left(result).forEach(one -> out.line("Not repaired: " + one));
        out.next("For all further commands: export VEKTRA_HOME=" + result.to());
        out.next("Units of systemd contain the folder; to print them again: vektra units");
    }

    private static List<String> left(Result result) {
        return result.moved().treated().stream()
                .filter(one -> !one.fixed())
                .map(Doctor.Treated::finding)
                .map(finding -> finding.message().toString())
                .toList();
    }

    @Override
    public Object json(Result result) {
        return Json.map(
                "from", result.from().toString(),
                "to", result.to().toString(),
                "servers", result.moved().servers(),
                "not_in_order", left(result));
    }

    @Override
    public int code(Result result) {
        return ExitCode.ofSeveral(left(result).isEmpty());
    }
}
