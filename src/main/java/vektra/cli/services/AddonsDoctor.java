package vektra.cli.services;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.addons.doctor.Doctor;
import vektra.addons.doctor.Finding;
import vektra.cli.command.Changing;
import vektra.cli.command.ExitCode;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.json.Json;
import vektra.model.name.AppName;
import vektra.model.text.Kind;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/** Reports what is not as it should be, and fixes it. */
public final class AddonsDoctor extends VektraCommand<List<Doctor.Treated>> implements Changing {
    private final Flag fix = flag("--fix", "fix what is found");
    private final Param<AppName> app =
            option(List.of("-a", "--app"), "APP", "check this app and its servers only", AppName::new);
    private final Param<String> delete =
            option("--delete", "NAME", "delete this stray resource with its data; goes with --fix");

    private final Param<String> confirm = option(
            "--confirm", "NAME", "the server whose missing data folder is created again, empty; goes with --fix");

    @Override
    public List<Doctor.Treated> run(Invocation with) {
        if (delete.orNull() != null && (!fix.isSet() || app.orNull() != null)) {
            throw VektraException.invalid("--delete goes with --fix, and not with -a", "add --fix, leave -a out");
        }
        if (confirm.orNull() != null && !fix.isSet()) {
            throw VektraException.invalid("--confirm goes with --fix", "add --fix");
        }
        return with.verbs()
                .home()
                .doctor()
                .visit(new Doctor.Request(app.orNull(), fix.isSet(), delete.orNull(), confirm.orNull()));
    }

    @Override
    public void print(List<Doctor.Treated> all, Output out) {
        for (Doctor.Treated treated : all) {
            Finding finding = treated.finding();
            String word = treated.fixed() ? "Found and fixed: " : fix.isSet() ? "Not fixed: " : "Found: ";
            out.line(word + finding.message() + why(treated));
            String hint = hint(treated);
            if (hint != null) {
                out.line("  -> " + hint);
            }
        }
        if (all.isEmpty()) {
            out.line("Nothing found");
        } else if (!fix.isSet()
                && all.stream().anyMatch(treated -> treated.finding().fixable())) {
            out.say("To fix what can be fixed: vektra addons:doctor --fix");
        }
    }

    private static String why(Doctor.Treated treated) {
        VektraException problem = treated.fixed() ? null : treated.problem();
        return problem == null ? "" : ": " + problem.getMessage();
    }

    private static @Nullable String hint(Doctor.Treated treated) {
        VektraException problem = treated.problem();
        if (treated.fixed()) {
            return null;
        }
        if (problem != null && problem.hint() != null) {
            return problem.hint();
        }
        Text hint = treated.finding().hint();
        return hint == null ? null : hint.toString();
    }

    @Override
    public int code(List<Doctor.Treated> all) {
        return all.stream().allMatch(Doctor.Treated::fixed) ? ExitCode.DONE : ExitCode.of(Kind.CONFLICT);
    }

    @Override
    public List<AppName> changed(List<Doctor.Treated> result) {
        return result.stream()
                .filter(Doctor.Treated::fixed)
                .map(Doctor.Treated::finding)
                .filter(finding -> finding.what() == Finding.What.CONFIG_VARS)
                .flatMap(finding -> Stream.ofNullable(finding.app()))
                .toList();
    }

    @Override
    public Object json(List<Doctor.Treated> all) {
        return all.stream()
                .map(treated -> {
                    Finding finding = treated.finding();
                    return Json.map(
                            "kind",
                            Views.word(finding.what()),
                            "app",
                            finding.app() == null ? null : finding.app().value(),
                            "addon",
                            finding.addon() == null ? null : finding.addon().value(),
                            "service",
                            finding.service() == null ? null : finding.service().value(),
                            "message",
                            finding.message() + why(treated),
                            "fixed",
                            treated.fixed(),
                            "hint",
                            hint(treated));
                })
                .toList();
    }
}
