package vektra.cli;

import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.text.Nearest;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** Prints the script that makes a shell complete commands. */
final class Completion extends VektraCommand<String> {
    private final Commands commands;
    private final Param<String> shell = argument("SHELL", "bash, zsh or fish", Completion::known);

    Completion(Commands commands) {
        this.commands = commands;
    }

    private static String known(String word) {
        if (!CompletionScript.SHELLS.contains(word)) {
            throw VektraException.invalid(
                    "no completion for a shell called " + Shown.quoted(word),
                    Nearest.hint(word, CompletionScript.SHELLS));
        }
        return word;
    }

    @Override
    public String run(Invocation with) {
        return CompletionScript.of(
                shell.get(), commands, with.verbs().catalogue().all());
    }

    @Override
    public void print(String script, Output out) {
        out.raw(script);
    }

    @Override
    public Object json(String script) {
        return Json.map("shell", shell.get(), "script", script);
    }
}
