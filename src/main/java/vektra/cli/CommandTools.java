package vektra.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.cli.command.ExitCode;
import vektra.cli.command.Inside;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.mcp.Outcome;
import vektra.mcp.Planned;
import vektra.mcp.Tool;
import vektra.mcp.Toolbox;
import vektra.mcp.Wanted;
import vektra.model.PlannedStep;
import vektra.model.text.Input;
import vektra.model.text.Masked;
import vektra.model.text.VektraException;

/** The commands as tools: each call is a command line with {@code --json}, run in this process, one at a time. */
final class CommandTools implements Toolbox {
    private static final String ERROR = "Error: ";
    private static final String HINT = "  -> ";

    /** Commands that take the options of the service that is named. */
    private static final Set<String> WITH_OPTIONS = Set.of("addons:enable", "drains:add");

    private final Commands commands;
    private final Inside inside;
    private final Manual manual = Manual.read();
    private final Map<String, Offer> offers = new LinkedHashMap<>();
    private final Map<String, ToolSchema> schemas = new HashMap<>();
    private final List<Tool> tools;

    CommandTools(Commands commands, Inside inside) {
        this.commands = commands;
        this.inside = inside;
        Offer.ALL.forEach(offer -> offers.put(offer.tool(), offer));
        this.tools = Offer.ALL.stream().map(this::tool).toList();
    }

    @Override
    public List<Tool> tools() {
        return tools;
    }

    @Override
    public Optional<Tool> tool(String name) {
        return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    private Tool tool(Offer offer) {
        Commands.Entry entry = entry(offer);
        String description = Output.capital(entry.summary()) + ". "
                + manual.of(offer.command()).description();
        return Tool.of(
                offer.tool(), entry.summary(), description, schema(offer).schema(), offer.changes(), offer.secret());
    }

    private Offer offer(String tool) {
        Offer offer = offers.get(tool);
        if (offer == null) {
            throw new IllegalStateException("no tool " + tool);
        }
        return offer;
    }

    private Commands.Entry entry(Offer offer) {
        Commands.Entry entry = commands.find(offer.command());
        if (entry == null) {
            throw new IllegalStateException("no command " + offer.command());
        }
        return entry;
    }

    private ToolSchema schema(Offer offer) {
        return schemas.computeIfAbsent(
                offer.tool(),
                tool -> new ToolSchema(
                        commands.make(entry(offer), () -> null).spec(), offer, WITH_OPTIONS.contains(offer.command())));
    }

    @Override
    public Outcome read(Wanted wanted) {
        return outcome(wanted, List.of());
    }

    @Override
    public Outcome carryOut(Wanted wanted, @Nullable String confirmed) {
        List<String> more = confirmed == null ? List.of() : List.of("--confirm=" + confirmed);
        return outcome(wanted, more);
    }

    @Override
    public Planned plan(Wanted wanted) {
        List<String> words;
        try {
            words = words(wanted);
        } catch (VektraException e) {
            return new Planned("", List.of(), refusal(e));
        }
        Outcome outcome = outcome(wanted, List.of("--dry-run")).hidden();
        String command = "vektra " + words.stream().map(Input::quoted).collect(Collectors.joining(" "));
        return outcome.failed()
                ? new Planned(command, List.of(), outcome)
                : new Planned(command, steps(outcome.value().get("steps")), null);
    }

    private static List<PlannedStep> steps(@Nullable Object printed) {
        List<PlannedStep> steps = new ArrayList<>();
        if (printed instanceof List<?> list) {
            for (Object each : list) {
                Map<String, Object> step = Json.object(each);
                String action = String.valueOf(step.get("action")).toUpperCase(Locale.ROOT);
                steps.add(new PlannedStep(
                        PlannedStep.Action.valueOf(action.replace('-', '_')),
                        String.valueOf(step.get("target")),
                        String.valueOf(step.get("detail"))));
            }
        }
        return steps;
    }

    private List<String> words(Wanted wanted) {
        Offer offer = offer(wanted.tool());
        List<String> words = new ArrayList<>(List.of(offer.command()));
        words.addAll(schema(offer).words(wanted.arguments()));
        return words;
    }

    /** Runs the command; commands of one process share what is static, and locks of files are those of the process. */
    private synchronized Outcome outcome(Wanted wanted, List<String> more) {
        try {
            List<String> argv = words(wanted);
            argv.add(1, "--json");
            argv.addAll(2, more);
            return outcome(inside.run(argv));
        } catch (VektraException e) {
            return refusal(e);
        }
    }

    private static Outcome outcome(Inside.Ended ended) {
        List<String> said =
                ended.err().lines().map(line -> Masked.value("", line)).toList();
        Object result;
        try {
            result = ended.out().isEmpty() ? null : Json.parse(ended.out().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("a command printed no JSON", e);
        }
        if (ended.code() == ExitCode.DONE) {
            return Outcome.of(result, said);
        }
        return result == null ? refused(said) : Outcome.of(result, said).with("exit_code", ended.code());
    }

    private static Outcome refused(List<String> said) {
        String message = said.stream()
                .filter(line -> line.startsWith(ERROR))
                .findFirst()
                .map(line -> line.substring(ERROR.length()))
                .orElse(String.join("\n", said));
        String hint = said.stream()
                .filter(line -> line.startsWith(HINT))
                .findFirst()
                .map(line -> line.substring(HINT.length()))
                .orElse(null);
        return Outcome.refused(message, hint);
    }

    private static Outcome refusal(VektraException e) {
        return Outcome.refused(String.valueOf(e.getMessage()), e.hint());
    }
}
