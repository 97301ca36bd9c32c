package vektra.cli.remote;

import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.remote.Remote;
import vektra.remote.Remotes;

/** Forgets a server on another machine and its token, which remains valid there. */
public final class Logout extends VektraCommand<Remote> implements Changing {
    private final Param<String> name = argument("REMOTE", "its name, see: vektra remotes", text -> text);

    @Override
    public Remote run(Invocation with) {
        Remotes remotes = Remotes.of(with.environment());
        Remote gone = remotes.named(name.get());
        with.write(remotes.file().toString(), () -> remotes.remove(gone));
        return gone;
    }

    @Override
    public void print(Remote gone, Output out) {
        out.line("Forgot " + gone.name() + " at " + gone.url());
        out.next("The token remains valid; to end it, on that machine: vektra tokens:revoke NAME");
    }

    @Override
    public Object json(Remote gone) {
        return Json.map("name", gone.name(), "url", gone.url().toString());
    }
}
