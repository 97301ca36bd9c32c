package vektra.cli;

import java.io.IOException;
import java.nio.channels.Channels;
import java.time.Clock;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.logs.collect.Streams;
import vektra.mcp.Desk;
import vektra.mcp.Plans;
import vektra.mcp.sdk.StdioServer;
import vektra.model.text.VektraException;

/** Offers the commands to a coding assistant, over stdin and stdout. */
final class Mcp extends VektraCommand<String> {
    private static final String SESSION = "this session";

    private final Commands commands;
    private final Flag destroys =
            flag("--allow-destroy", "carry out plans that lose data, once a person has confirmed them");

    Mcp(Commands commands) {
        this.commands = commands;
    }

    @Override
    public String run(Invocation with) {
        if (with.terminal().asksPeople()) {
            with.terminal()
                    .say("A coding assistant is expected on stdin; see docs/mcp.md for how to register this command."
                            + " Ctrl-D ends it.");
        }
        Desk desk = new Desk(
                new CommandTools(commands, with.inside()), new Plans(Clock.systemUTC()), SESSION, destroys.isSet());
        Streams streams = with.terminal().streams();
        try {
            StdioServer.serve(
                    desk,
                    with.version(),
                    Channels.newInputStream(streams.in()),
                    Channels.newOutputStream(streams.out()));
        } catch (IOException e) {
            throw VektraException.unavailable("the assistant cannot be reached: " + e.getMessage(), null, e);
        }
        return "ended";
    }

    @Override
    public void print(String result, Output out) {
        out.say("The assistant has gone");
    }

    @Override
    public Object json(String result) {
        return Json.map("state", result);
    }
}
