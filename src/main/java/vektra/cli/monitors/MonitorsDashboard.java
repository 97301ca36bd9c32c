package vektra.cli.monitors;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.monitors.page.Board;
import vektra.monitors.page.Boards;
import vektra.monitors.page.Manifest;
import vektra.monitors.page.PageServer;
import vektra.monitors.page.Published;

/** Makes the status page: serves it on this machine, or writes it into a file. */
public final class MonitorsDashboard extends VektraCommand<MonitorsDashboard.Made> {
    private final Param<Integer> port =
            option(List.of("--port"), "N", "serve it at a port of this machine; 0 is any", MonitorsDashboard::port);
    private final Param<String> out = option("--out", "FILE", "write it into a file");
    private final Flag open = flag("--public", "without reasons, hosts and internal names");
    private final Param<String> manifest =
            option("--manifest", "FILE", "which sources, by which names and levels: Ferret's JSON");

    /** @param file null when it was served */
    record Made(@Nullable Path file, Board board) {}

    @Override
    public Made run(Invocation with) {
        String file = out.orNull();
        Integer at = port.orNull();
        if ((file == null) == (at == null)) {
            throw VektraException.invalid("say where the page goes", "--out index.html or --port 8080");
        }
        String named = manifest.orNull();
        Manifest wanted = named == null ? null : Manifest.read(with.folder().resolve(named));
        Boards boards = Boards.of(with.monitors());
        Supplier<Board> board = () -> boards.board(wanted, open.isSet());
        if (at != null) {
            PageServer.serve(
                    at,
                    PageServer.Page.of(new Published(board)),
                    open.isSet(),
                    url -> with.terminal().say("The status page is at " + url));
            return new Made(null, board.get());
        }
        Path page = with.folder().resolve(String.valueOf(file));
        Board now = board.get();
        Published.write(page, now);
        return new Made(page, now);
    }

    static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65535) {
            throw VektraException.invalid(Shown.quoted(text) + " is not a port", "a number up to 65535");
        }
        return Integer.parseInt(text);
    }

    @Override
    public void print(Made made, Output out) {
        out.line(made.file() == null ? "The page is no longer served" : "Wrote " + made.file());
    }

    @Override
    public Object json(Made made) {
        return Json.map(
                "file", made.file() == null ? null : made.file().toString(),
                "services", made.board().tiles().size(),
                "up", made.board().count(Board.State.UP),
                "down", made.board().count(Board.State.DOWN));
    }
}
