package vektra.cli.services;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import vektra.cli.command.Invocation;
import vektra.cli.command.LineCount;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.logs.LogLines;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.text.VektraException;

/** Shows the last lines that a managed server logged. */
public final class AddonsLogs extends VektraCommand<List<String>> {
    private final Param<String> what = argument("SERVICE", "a service, or an add-on with a server of its own", t -> t);
    private final Param<Integer> lines = option(List.of("-n", "--lines"), "N", LineCount.HELP, LineCount::of);

    @Override
    public List<String> run(Invocation with) {
        Integer wanted = lines.orNull();
        int kept = wanted == null ? LineCount.USUAL : wanted;
        Path log = with.verbs().services().servers().log(what.get());
        Deque<String> last = new ArrayDeque<>();
        // a server may write bytes of any encoding into its log, so none may stop the reading
        try (Stream<String> all = Files.exists(log) ? Files.lines(log, StandardCharsets.ISO_8859_1) : Stream.empty()) {
            all.forEach(line -> {
                last.add(line);
                if (last.size() > kept) {
                    last.remove();
                }
            });
        } catch (IOException e) {
            throw VektraException.unavailable("cannot read " + log, null, e);
        }
        return last.stream()
                .map(line -> new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void print(List<String> result, Output out) {
        // what apps make a server log may steer a terminal
        result.forEach(line -> out.line(LogLines.shown(line)));
    }

    @Override
    public Object json(List<String> result) {
        return Json.map("lines", result);
    }
}
