package vektra.cli.remote;

import java.util.List;
import vektra.cli.command.Invocation;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.remote.Remote;
import vektra.remote.Remotes;

/** Lists the servers on other machines that this user has logged in to. */
public final class RemotesList extends VektraCommand<List<Remote>> {
    @Override
    public List<Remote> run(Invocation with) {
        return Remotes.of(with.environment()).all();
    }

    @Override
    public void print(List<Remote> all, Output out) {
        if (all.isEmpty()) {
            out.say("No remotes. To log in to one: vektra login URL");
            return;
        }
        out.table(
                List.of("remote", "url"),
                all.stream()
                        .map(remote -> List.of(remote.name(), remote.url().toString()))
                        .toList());
    }

    @Override
    public Object json(List<Remote> all) {
        return all.stream()
                .map(remote -> Json.map(
                        "name", remote.name(),
                        "url", remote.url().toString(),
                        "ca", remote.authority()))
                .toList();
    }
}
