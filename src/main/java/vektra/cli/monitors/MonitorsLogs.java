package vektra.cli.monitors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.LineCount;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.logs.LogLines;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Terminal;
import vektra.monitors.line.Field;
import vektra.monitors.line.LineReader;
import vektra.monitors.log.LogTail;

/** Shows the last lines of the log of monitors, and with {@code --tail} those that come. */
public final class MonitorsLogs extends VektraCommand<List<String>> {
    private final Param<String> names = optionalArguments("NAME", "lines of these sources, such as git.clone", w -> w);
    private final Param<Integer> last = option(List.of("-n", "--lines"), "N", LineCount.HELP, LineCount::of);
    private final Flag tail = flag("-t,--tail", "follow new lines until stopped");

    @Override
    public List<String> run(Invocation with) {
        Words words = Words.of(names.all(), with.folder());
        LineReader reader = new LineReader();
        LogTail log = new LogTail(
                with.monitors().files(), line -> words.names().isEmpty() || words.mean(source(line, reader)));
        Integer count = last.orNull();
        int lines = count == null ? LineCount.USUAL : count;
        if (!tail.isSet()) {
            return log.last(lines);
        }
        log.follow(lines, more -> shown(more, with.terminal()));
        return List.of();
    }

    private static String source(String line, LineReader reader) {
        reader.read((line + "\n" + "\0".repeat(LineReader.ROOM)).getBytes(UTF_8), 0);
        return reader.text(Field.SOURCE);
    }

    /** Prints at once; false when it is not read any more. */
    private static boolean shown(List<String> lines, Terminal terminal) {
        return lines.stream().allMatch(line -> terminal.streamed(LogLines.shown(line) + "\n"));
    }

    @Override
    public void print(List<String> lines, Output out) {
        lines.forEach(line -> out.line(LogLines.shown(line)));
    }

    @Override
    public Object json(List<String> lines) {
        return lines;
    }
}
