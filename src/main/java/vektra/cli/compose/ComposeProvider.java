package vektra.cli.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import vektra.addons.Compose;
import vektra.cli.command.Changing;
import vektra.cli.command.ExitCode;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.name.PlanName;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/**
 * The protocol of Docker Compose's providers: the verbs {@code up}, {@code down} and {@code metadata}, answered by a line
 * of JSON for each message.
 *
 * @see <a href="https://github.com/docker/compose/blob/main/docs/extension.md">the protocol</a>
 */
public final class ComposeProvider extends VektraCommand<ComposeProvider.Answer> implements Changing {
    private final Param<String> verb = argument("up|down|metadata", "what Compose wants", ComposeProvider::verb);
    private final Param<String> service = optionalArgument("NAME", "the service of the compose file", text -> text);
    private final Param<String> project = option("--project-name", "PROJECT", "the project, which is the app");
    private final Param<PlanName> type =
            option(List.of("--type"), "SERVICE[:PLAN]", "a service, and perhaps its plan", PlanName::typed);
    private final Param<String> host =
            option("--host", "HOST", "the host that containers reach the server by (default: that of its URL)");

    /**
     * Messages for Compose, or a document.
     *
     * @param lines of JSON
     */
    record Answer(List<Map<String, Object>> lines, int code) {}

    private static String verb(String word) {
        if (!List.of("up", "down", "metadata").contains(word)) {
            throw VektraException.invalid(
                    Shown.quoted(word) + " is not a verb of a provider", "one of up, down, metadata");
        }
        return word;
    }

    @Override
    public Answer run(Invocation with) {
        Compose compose = with.verbs().compose();
        if (verb.get().equals("metadata")) {
            return new Answer(List.of(Metadata.of(compose.services(), compose.example())), ExitCode.DONE);
        }
        if (isDryRun()) {
            return new Answer(carriedOut(compose), ExitCode.DONE);
        }
        try {
            return new Answer(carriedOut(compose), ExitCode.DONE);
        } catch (VektraException e) {
            // Compose shows this as the reason why the service failed, and nothing of stderr
            String hint = e.hint() == null ? "" : "; " + e.hint();
            return new Answer(List.of(message("error", e.getMessage() + hint)), ExitCode.of(e.kind()));
        }
    }

    private List<Map<String, Object>> carriedOut(Compose compose) {
        String named = required(service, "NAME", "the service of the compose file");
        AppName app =
                new AppName(required(project, "--project-name", "the project").replace('_', '-'));
        AttachmentName as = AttachmentName.typed(named.replace('-', '_'));
        if (verb.get().equals("down")) {
            return compose.down(app, as)
                    .map(gone -> List.of(message("info", "detached " + gone.addon() + "; its data stays")))
                    .orElse(List.of());
        }
        PlanName what = type.orNull();
        if (what == null) {
            throw VektraException.invalid(
                    named + " names no service of Vektra",
                    "in the compose file: provider: {options: {type: " + compose.example() + "}}");
        }
        return messages(named, compose.up(app, as, what));
    }

    private static String required(Param<String> param, String name, String what) {
        String value = param.orNull();
        if (value == null || value.isEmpty()) {
            throw VektraException.invalid(name + " is missing: " + what, "compose --project-name PROJECT up NAME");
        }
        return value;
    }

    /** Compose puts the name of the service before a {@code setenv}, as it stands. */
    private List<Map<String, Object>> messages(String named, Compose.Up up) {
        String prefix = up.attachment().name().value() + "_";
        boolean prefixed = prefix.equals(named.toUpperCase(Locale.ROOT) + "_");
        List<Map<String, Object>> lines = new ArrayList<>();
        lines.add(message("info", up.attachment().addon() + " at " + up.server().at()));
        up.attachment().vars().forEach((name, value) -> {
            String reached = name + "=" + reached(value, up);
            lines.add(
                    prefixed && name.startsWith(prefix)
                            ? message("setenv", reached.substring(prefix.length()))
                            : message("rawsetenv", reached));
        });
        return lines;
    }

    private String reached(String value, Compose.Up up) {
        String other = host.orNull();
        if (other == null) {
            return value;
        }
        String moved = value;
        for (var at : up.server().hosts()) {
            moved = moved.equals(at.host()) ? other : moved.replace(at.toString(), other + ":" + at.port());
        }
        return moved;
    }

    private static Map<String, Object> message(String type, String text) {
        return Json.map("type", type, "message", text);
    }

    @Override
    public int code(Answer answer) {
        return answer.code();
    }

    @Override
    public void print(Answer answer, Output out) {
        out.raw(answer.lines().stream().map(line -> Json.line(line) + "\n").collect(Collectors.joining()));
    }

    @Override
    public Object json(Answer answer) {
        return answer.lines();
    }
}
